import { Node, type TypeAliasDeclaration } from 'ts-morph'
import { breakType, prototype } from './signature.ts'

type Callable = { getParameters(): Node[]; getReturnTypeNode(): Node | undefined }

/** Format the prototypes of an export for SYNOPSIS; none for types. */
export function synopsisOf(name: string, node: Node): readonly string[] {
  if (Node.isFunctionDeclaration(node)) {
    const overloads = node.getOverloads()
    return (overloads.length > 0 ? overloads : [node]).map((each) =>
      prototype(`function ${name}`, parametersOf(each), returnOf(each)),
    )
  }
  if (Node.isVariableDeclaration(node)) {
    return [breakType(`const ${name}: ${plain(node.getTypeNode()?.getText() ?? '')}`)]
  }
  return []
}

/** Format a member as code: `open(path: string): Promise<number>`. */
export function memberOf(name: string, node: Node, width?: number): string {
  if (Node.isMethodSignature(node)) {
    return prototype(name, parametersOf(node), returnOf(node), width)
  }
  if (Node.isPropertySignature(node) || Node.isPropertyDeclaration(node)) {
    const mark = node.hasQuestionToken() ? '?' : ''
    const type = plain(node.getTypeNode()?.getText() ?? '')
    return breakType(`${name}${mark}: ${type}`, undefined, width)
  }
  return breakType(plain(node.getText()), undefined, width)
}

/** Format a member with the names of its parameters: `open(path, flags, mode)`. */
export function shortMemberOf(name: string, node: Node): string {
  if (!Node.isMethodSignature(node)) return name
  const names = node.getParameters().map((each) => each.getName())
  return `${name}(${names.join(', ')})`
}

/** Format the type of an alias; `undefined` if it is just another name. */
export function aliasOf(name: string, node: Node): string | undefined {
  if (!Node.isTypeAliasDeclaration(node)) return undefined
  const typeNode = node.getTypeNode()
  const text = plain(typeNode?.getText() ?? '')
  // Names that the page does not have: what they come to.
  const open = /\btypeof\b/.test(text) ? plain(meantBy(node)) : text
  const quoted = open.replace(/"([^"']*)"/g, "'$1'")
  if (/^\w+$/.test(quoted)) return undefined
  return breakType(`type ${name} = ${quoted}`)
}

/** What a type comes to; one of the items of a list, in the order of the list. */
function meantBy(node: TypeAliasDeclaration): string {
  const typeNode = node.getTypeNode()
  const items = Node.isIndexedAccessTypeNode(typeNode)
    ? typeNode.getObjectTypeNode().getType().getTupleElements()
    : []
  if (items.length === 0) return node.getType().getText(node)
  return items.map((item) => item.getText(node)).join(' | ')
}

function parametersOf(node: Callable): string[] {
  return node.getParameters().flatMap((parameter) => {
    if (!Node.isParameterDeclaration(parameter)) return []
    const optional = parameter.isOptional() && !parameter.isRestParameter() ? '?' : ''
    const rest = parameter.isRestParameter() ? '...' : ''
    const named = Node.isIdentifier(parameter.getNameNode()) ? parameter.getName() : 'options'
    return [`${rest}${named}${optional}: ${plain(parameter.getTypeNode()?.getText() ?? '')}`]
  })
}

function returnOf(node: Callable): string {
  const type = node.getReturnTypeNode()
  return type === undefined ? '' : `: ${plain(type.getText())}`
}

/** Text of a type on one line, without comments and without `readonly` of members. */
function plain(text: string): string {
  return text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/^\| /, '')
    .replace(/(?<=[{;,] |\[)readonly (?=\w+\??:)/g, '')
    .replace(/ ?; ?\}/g, ' }')
    .trim()
}
