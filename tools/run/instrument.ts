import type { Expectation } from '../outcome/index.ts'
import { importEdits } from './import-edits.ts'
import { type Edit, sortEdits } from './splice.ts'
import { isNode, type Node, nodesIn } from './syntax.ts'

/** Name of the object through which an instrumented program talks to its worker. */
export const probe = '$manproof'

/**
 * Find the edits that make a program say where it is and what its calls do.
 *
 * Every statement first stores its offset, so that a supervisor outside the thread knows the last
 * line that was reached. An expected expression becomes the argument of `observed` or `watched`.
 * A call whose promise is kept goes through `started`, which notes the time.
 */
export function instrument(
  code: string,
  program: Node,
  expectations: readonly Expectation[],
): Edit[] {
  const edits: Edit[] = importEdits(code, program)
  const expected = new Set(expectations.map((item) => item.expression.start))
  for (const node of nodesIn(program)) {
    for (const statement of statementsOf(node)) {
      edits.push(insert(statement.start, `${probe}.at[0]=${statement.start};`))
    }
    const call = keptCall(node)
    if (call && !expected.has(call.start)) {
      edits.push(insert(call.start, `${probe}.started(`), insert(call.end, ')'))
    }
    edits.push(...metaEdits(node))
  }
  for (const [index, expectation] of expectations.entries()) {
    edits.push(...expectationEdits(program, index, expectation))
  }
  return sortEdits(edits)
}

function insert(at: number, text: string): Edit {
  return { start: at, end: at, text }
}

const unmarked = new Set([
  'FunctionDeclaration',
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'ExportAllDeclaration',
])

function statementsOf(node: Node): Node[] {
  const list = node.type === 'SwitchCase' ? node['consequent'] : node['body']
  const holds = ['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase'].includes(node.type)
  if (!holds || !Array.isArray(list)) return []
  return list.filter(
    (item): item is Node =>
      isNode(item) &&
      !unmarked.has(item.type) &&
      !item.type.startsWith('TS') &&
      // A directive counts only as the first statement.
      typeof item['directive'] !== 'string',
  )
}

function keptCall(node: Node): Node | undefined {
  const value =
    node.type === 'VariableDeclarator'
      ? node['init']
      : node.type === 'AssignmentExpression' && node['operator'] === '='
        ? node['right']
        : undefined
  return isNode(value) && value.type === 'CallExpression' ? value : undefined
}

function metaEdits(node: Node): Edit[] {
  const meta = node.type === 'MetaProperty' ? node['meta'] : undefined
  if (isNode(meta) && meta['name'] === 'import') {
    return [{ start: node.start, end: node.end, text: `${probe}.meta` }]
  }
  if (node.type === 'ImportExpression') {
    return [{ start: node.start, end: node.start + 'import'.length, text: `${probe}.import` }]
  }
  return []
}

function expectationEdits(program: Node, index: number, expectation: Expectation): Edit[] {
  const { start, end } = expectation.expression
  const nested = hasAwait(program, start, end)
  // An `async` arrow would adopt the promise, and so await it: it travels in an object.
  const head = nested ? 'async()=>({value:(' : '()=>('
  const tail = nested ? ')})' : ')'
  const name = expectation.awaited ? 'observed' : 'watched'
  const open = `${probe}.${name}(${index},${nested},${head}`
  const close = `${tail})`
  if (expectation.awaited) return [insert(start, open), insert(end, close)]
  return [insert(start, `(await ${open}`), insert(end, `${close}).value`)]
}

function hasAwait(program: Node, start: number, end: number): boolean {
  for (const node of nodesIn(program, isFunctionWithin(start))) {
    if (node.type === 'AwaitExpression' && node.start >= start && node.end <= end) return true
  }
  return false
}

function isFunctionWithin(start: number): (node: Node) => boolean {
  return (node) => node.start >= start && /Function/.test(node.type)
}
