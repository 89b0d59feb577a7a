import MagicString from 'magic-string'
import type { Expectation } from '../../outcome/index.ts'
import { awaitImports } from './await-imports.ts'
import { isNode, type Node, nodesIn } from './syntax.ts'

/** Name of the object through which an instrumented program calls its worker. */
export const probe = '$manproof'

/**
 * Make a program report its position and what its calls do.
 *
 * Every statement first stores its offset, so a supervisor outside the thread knows the last line
 * reached. An expected expression becomes the argument of `observed` or `watched`. A call whose
 * promise is kept goes through `started`, which records the time.
 */
export function instrument(
  code: string,
  program: Node,
  expectations: readonly Expectation[],
): MagicString {
  const text = new MagicString(code)
  awaitImports(text, program)
  const expected = new Set(expectations.map((item) => item.expression.start))
  for (const node of nodesIn(program)) {
    for (const { start } of statementsOf(node)) text.appendLeft(start, `${probe}.at[0]=${start};`)
    const call = keptCall(node)
    if (call && !expected.has(call.start)) wrap(text, call, [`${probe}.started(`, ')'])
    replaceMeta(text, node)
  }
  for (const [index, expectation] of expectations.entries()) {
    observe(text, program, index, expectation)
  }
  return text
}

function wrap(
  text: MagicString,
  { start, end }: { readonly start: number; readonly end: number },
  [open, close]: readonly [string, string],
): void {
  text.appendLeft(start, open).appendLeft(end, close)
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

function replaceMeta(text: MagicString, node: Node): void {
  const meta = node.type === 'MetaProperty' ? node['meta'] : undefined
  if (isNode(meta) && meta['name'] === 'import') text.update(meta.start, meta.end, probe)
  if (node.type === 'ImportExpression') text.appendLeft(node.start, `${probe}.`)
}

function observe(text: MagicString, program: Node, index: number, expectation: Expectation): void {
  const { expression, awaited } = expectation
  const nested = hasAwait(program, expression.start, expression.end)
  // An `async` arrow would await the promise that it returns, hence the object around it.
  const head = nested ? 'async()=>({value:(' : '()=>('
  const tail = nested ? ')})' : ')'
  const name = awaited ? 'observed' : 'watched'
  const open = `${probe}.${name}(${index},${nested},${head}`
  const close = `${tail})`
  wrap(text, expression, awaited ? [open, close] : [`(await ${open}`, `${close}).value`])
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
