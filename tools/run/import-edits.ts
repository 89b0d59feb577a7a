import type { Edit } from './splice.ts'
import { isNode, type Node } from './syntax.ts'

/**
 * Find the edits that turn static imports into awaited ones, and drop exports.
 *
 * Programs run as the body of an async function, where neither may stand. Imports are hoisted, as
 * in a module, so that a line above them may use what they bring.
 */
export function importEdits(code: string, program: Node): Edit[] {
  const edits: Edit[] = []
  const body = program['body']
  let hoisted = ''
  for (const node of Array.isArray(body) ? body.filter(isNode) : []) {
    if (node.type === 'ImportDeclaration') {
      hoisted += importText(node)
      edits.push(remove(node.start, node.end))
    } else if (node.type.startsWith('Export')) {
      const { text, edit } = exportEdit(code, node)
      hoisted += text
      edits.push(edit)
    }
  }
  if (hoisted !== '') edits.unshift({ start: 0, end: 0, text: hoisted })
  return edits
}

function remove(start: number, end: number): Edit {
  return { start, end, text: '' }
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

function exportEdit(code: string, node: Node): { text: string; edit: Edit } {
  const declaration = node['declaration']
  if (isNode(declaration)) {
    const isValue = !/Declaration$/.test(declaration.type)
    const text = node.type === 'ExportDefaultDeclaration' && isValue ? 'void ' : ''
    return { text: '', edit: { start: node.start, end: declaration.start, text } }
  }
  const isFetched = isNode(node['source']) && node['exportKind'] !== 'type'
  const text = isFetched ? `$manproof.at[0]=${node.start};await ${requestText(node)};` : ''
  return { text, edit: remove(node.start, Math.min(node.end, code.length)) }
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  return String(node['name'] ?? node['value'])
}

function list(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}
