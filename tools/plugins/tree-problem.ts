/** Explain why the result of a plugin is not a tree; `undefined` if it is. */
export function treeProblem(value: unknown): string | undefined {
  if (!isNode(value)) return `it returned ${kindOf(value)}, expected a tree or \`undefined\``
  if (value.type !== 'root') return `it returned a node \`${value.type}\`, expected \`root\``
  if (value.children === undefined) return 'it returned a root without `children`'
  return problemBelow(value)
}

interface AnyNode {
  readonly type: string
  readonly children?: unknown
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && isText(value.type)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function problemBelow({ type, children = [] }: AnyNode): string | undefined {
  if (!Array.isArray(children)) {
    return `it left ${kindOf(children)} as \`children\` of \`${type}\`, expected a list`
  }
  for (const child of children) {
    if (!isNode(child)) return `it left ${kindOf(child)} in \`${type}\`, expected a node`
    const problem = problemBelow(child)
    if (problem !== undefined) return problem
  }
  return undefined
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `\`${value}\``
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object without a type' : `a ${typeof value}`
}
