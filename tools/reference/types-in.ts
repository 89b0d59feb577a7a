import { Node, type Symbol as TypeSymbol } from 'ts-morph'

/** A type that a signature names. */
export interface NamedType {
  readonly name: string
  /** Where the name stands. */
  readonly at: Node
  /** Where it is declared. */
  readonly declaration: Node
}

/**
 * Types that the signature of an export or a member names, each name once.
 *
 * Type parameters are none; an interface or a class has only those of its members, one by one.
 */
export function typesIn(node: Node): readonly NamedType[] {
  const found = new Map<string, NamedType>()
  for (const part of signatureOf(node)) {
    for (const each of [part, ...part.getDescendants()]) {
      const at = nameIn(each)
      const declaration = at && declarationOf(at)
      if (!at || !declaration || Node.isTypeParameterDeclaration(declaration)) continue
      const name = at.getText()
      if (!found.has(name)) found.set(name, { name, at, declaration })
    }
  }
  return [...found.values()]
}

/** The parts of a declaration that a reader sees, without bodies. */
function signatureOf(node: Node): readonly Node[] {
  if (Node.isFunctionDeclaration(node)) {
    const overloads = node.getOverloads()
    return (overloads.length > 0 ? overloads : [node]).flatMap((each) => [
      ...each.getParameters().flatMap((parameter) => parameter.getTypeNode() ?? []),
      ...(each.getReturnTypeNode() ? [each.getReturnTypeNodeOrThrow()] : []),
    ])
  }
  if (Node.isInterfaceDeclaration(node) || Node.isClassDeclaration(node)) return []
  if (Node.isTypeElement(node)) return [node]
  // A page does not show what is another name for one type.
  if (Node.isTypeAliasDeclaration(node) && /^\w+$/.test(node.getTypeNode()?.getText() ?? ''))
    return []
  return typeNodeOf(node)
}

function typeNodeOf(node: Node): readonly Node[] {
  return Node.isTyped(node) ? [node.getTypeNode() ?? []].flat() : []
}

/** The first word of a name of a type: `fc` of `fc.Arbitrary`. */
function nameIn(node: Node): Node | undefined {
  const name = Node.isTypeReference(node) ? node.getTypeName() : undefined
  return Node.isQualifiedName(name) ? name.getLeft() : name
}

/** Where what a name stands for is declared, through all imports. */
export function declarationOf(name: Node): Node | undefined {
  const symbol: TypeSymbol | undefined = name.getSymbol()
  const aliased = symbol?.getAliasedSymbol() ?? symbol
  return aliased?.getDeclarations()[0]
}
