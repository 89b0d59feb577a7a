import type { Program } from 'oxc-parser'

/** An expression whose outcome a `//=>` comment can state. */
export interface Spoken {
  /** Offsets of the statement. */
  readonly start: number
  readonly end: number
  /** Offsets of the expression, without `await`. */
  readonly expression: { readonly start: number; readonly end: number }
  readonly awaited: boolean
  /** Whether it is a function or a class, which has no outcome. */
  readonly isFunction: boolean
  /** Whether it is in a function that cannot await. */
  readonly nested: boolean
}

interface AnyNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

const wrappers = new Set([
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'ChainExpression',
])

/**
 * List the expressions that statements of a program evaluate, in source order.
 *
 * @see ESTree, as oxc-parser 0.159 prints it
 */
export function findExpressions(program: Program): readonly Spoken[] {
  const found: Spoken[] = []
  visit(program as unknown as AnyNode, false, found)
  return found.sort((left, right) => left.end - right.end)
}

function visit(node: AnyNode, nested: boolean, found: Spoken[]): void {
  const expression = expressionOf(node)
  if (expression) found.push(spokenOf(node, expression, nested))
  let inside = nested
  if (functions.has(node.type)) inside = node['async'] !== true
  if (node.type === 'StaticBlock' || node.type === 'PropertyDefinition') inside = true
  for (const value of Object.values(node)) {
    const children = Array.isArray(value) ? value : [value]
    for (const child of children) if (isNode(child)) visit(child, inside, found)
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function expressionOf(node: AnyNode): AnyNode | undefined {
  if (node.type === 'ExpressionStatement') return lastOf(node['expression'] as AnyNode)
  if (node.type === 'ReturnStatement') return (node['argument'] as AnyNode | null) ?? undefined
  if (node.type === 'VariableDeclaration') {
    const last = (node['declarations'] as readonly AnyNode[]).at(-1)
    return (last?.['init'] as AnyNode | null | undefined) ?? undefined
  }
  return undefined
}

/** Operand that an assignment or a comma evaluates last. */
function lastOf(node: AnyNode): AnyNode {
  if (node.type === 'AssignmentExpression') return lastOf(node['right'] as AnyNode)
  if (node.type === 'SequenceExpression') {
    const last = (node['expressions'] as readonly AnyNode[]).at(-1)
    return last ? lastOf(last) : node
  }
  return node
}

function spokenOf(statement: AnyNode, expression: AnyNode, nested: boolean): Spoken {
  let inner = expression
  while (wrappers.has(inner.type)) inner = inner['expression'] as AnyNode
  const awaited = inner.type === 'AwaitExpression'
  const { start, end } = awaited ? (inner['argument'] as AnyNode) : expression
  return {
    start: statement.start,
    end: statement.end,
    expression: { start, end },
    awaited,
    isFunction: functions.has(inner.type) || inner.type === 'ClassExpression',
    nested,
  }
}
