import type MagicString from 'magic-string'
import { isNode, type Node } from './syntax.ts'

/**
 * Turn static imports into awaited ones, and drop exports.
 *
 * Programs run as the body of an async function, which allows neither. Imports are hoisted, as in a
 * module, so code above them can use them.
 */
export function awaitImports(text: MagicString, program: Node): void {
  let hoisted = ''
  for (const node of list(program['body'])) {
    if (node.type === 'ImportDeclaration') {
      text.remove(node.start, node.end)
      hoisted += importText(node)
    } else if (node.type.startsWith('Export')) {
      dropExport(text, node)
      hoisted += exportText(node)
    }
  }
  text.prepend(hoisted)
}

function importText(node: Node): string {
  if (node['importKind'] === 'type') return ''
  const request = requestText(node)
  const specifiers = list(node['specifiers'])
  const names: string[] = []
  let result = ''
  for (const specifier of specifiers) {
    const local = nameOf(specifier['local'])
    if (specifier.type === 'ImportNamespaceSpecifier') {
      result += `const ${local}=await ${request};`
    } else if (specifier.type === 'ImportDefaultSpecifier') {
      names.push(`default:${local}`)
    } else if (specifier['importKind'] !== 'type') {
      names.push(`${JSON.stringify(nameOf(specifier['imported']))}:${local}`)
    }
  }
  if (names.length > 0) result += `const {${names.join()}}=await ${request};`
  if (specifiers.length === 0) result += `await ${request};`
  return `$manproof.at[0]=${node.start};${result}`
}

function requestText(node: Node): string {
  const source = node['source']
  const from = isNode(source) ? source['value'] : undefined
  const attributes = list(node['attributes']).map((attribute) => {
    const value = attribute['value']
    const text = isNode(value) ? value['value'] : undefined
    return `${JSON.stringify(nameOf(attribute['key']))}:${JSON.stringify(text)}`
  })
  const options = attributes.length > 0 ? `,{with:{${attributes.join()}}}` : ''
  return `$manproof.import(${JSON.stringify(from)}${options})`
}

function exportText(node: Node): string {
  const isFetched = isNode(node['source']) && node['exportKind'] !== 'type'
  return isFetched ? `$manproof.at[0]=${node.start};await ${requestText(node)};` : ''
}

function dropExport(text: MagicString, node: Node): void {
  const { declaration } = node
  if (!isNode(declaration)) text.remove(node.start, node.end)
  else if (node.type !== 'ExportDefaultDeclaration' || /Declaration$/.test(declaration.type)) {
    text.remove(node.start, declaration.start)
  } else text.update(node.start, declaration.start, 'void ')
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  return String(node['name'] ?? node['value'])
}

function list(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}
