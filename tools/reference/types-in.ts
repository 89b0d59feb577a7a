import { Node, type Symbol as TypeSymbol } from 'ts-morph'

/** A type named in a signature. */
export interface NamedType {
  readonly name: string
  /** The name in the signature. */
  readonly at: Node
  readonly declaration: Node
}

/**
 * List the types named in the signature of an export or a member, without type parameters.
 *
 * Interfaces and classes have no signature; only their members do.
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

/** The visible parts of a declaration, without bodies. */
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
  // A page does not show an alias of a single type.
  if (Node.isTypeAliasDeclaration(node) && /^\w+$/.test(node.getTypeNode()?.getText() ?? ''))
    return []
  return typeNodeOf(node)
}

function typeNodeOf(node: Node): readonly Node[] {
  return Node.isTyped(node) ? [node.getTypeNode() ?? []].flat() : []
}

/** First part of the name of a type: `fc` of `fc.Arbitrary`. */
function nameIn(node: Node): Node | undefined {
  const name = Node.isTypeReference(node) ? node.getTypeName() : undefined
  return Node.isQualifiedName(name) ? name.getLeft() : name
}

/** Find the declaration of a name, through all imports. */
export function declarationOf(name: Node): Node | undefined {
  const symbol: TypeSymbol | undefined = name.getSymbol()
  const aliased = symbol?.getAliasedSymbol() ?? symbol
  return aliased?.getDeclarations()[0]
}
