/** Types of nodes in hast: the compiler of HTML throws at others. */
export const hastTypes: ReadonlySet<string> = new Set(
  'root element text comment doctype raw'.split(' '),
)

/**
 * Explain why the result of a plugin is not a tree; `undefined` if it is one.
 *
 * @param value
 *   Result.
 * @param types
 *   Possible types of nodes; default: any.
 */
export function treeProblem(value: unknown, types?: ReadonlySet<string>): string | undefined {
  if (!isNode(value)) return `it returned ${kindOf(value)}, expected a tree or \`undefined\``
  if (value.type !== 'root') return `it returned a node \`${value.type}\`, expected \`root\``
  return problemOf(value, types)
}

interface AnyNode {
  readonly type: string
  readonly children?: unknown
  readonly [member: string]: unknown
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isList = (value: unknown): boolean => Array.isArray(value)
const isFull = (value: unknown): boolean => Array.isArray(value) && value.length > 0

type Members = Readonly<Record<string, (value: unknown) => boolean>>

const text: Members = { value: isText }
const parent: Members = { children: isList }

/** Members that compilers rely on; nodes of other types are for them to refuse. */
const members: ReadonlyMap<string, Members> = new Map([
  ...'text inlineCode code html yaml comment raw'.split(' ').map((type) => [type, text] as const),
  ...'root paragraph blockquote list listItem emphasis strong delete linkReference tableCell'
    .split(' ')
    .map((type) => [type, parent] as const),
  ['heading', { children: isList, depth: (value) => [1, 2, 3, 4, 5, 6].includes(value as number) }],
  ['link', { children: isList, url: isText }],
  ['image', { url: isText }],
  ['definition', { url: isText, identifier: isText }],
  ['footnoteDefinition', { children: isList, identifier: isText }],
  ['table', { children: isFull }],
  ['tableRow', { children: isFull }],
  ['element', { children: isList, tagName: isText }],
])

const childTypes: ReadonlyMap<string, string> = new Map([
  ['list', 'listItem'],
  ['table', 'tableRow'],
  ['tableRow', 'tableCell'],
])

function isNode(value: unknown): value is AnyNode {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  return typeof value.type === 'string' && value.type !== ''
}

function problemOf(node: AnyNode, types?: ReadonlySet<string>): string | undefined {
  const { type, children = [] } = node
  if (types?.has(type) === false) return `it left a node of unknown type \`${type}\``
  const known = Object.entries(members.get(type) ?? {})
  const wrong = known.find(([name, isGood]) => !isGood(node[name]))?.[0]
  if (wrong !== undefined) {
    return node[wrong] === undefined
      ? `it left \`${type}\` without \`${wrong}\``
      : `it left ${kindOf(node[wrong])} as \`${wrong}\` of \`${type}\``
  }
  if (!Array.isArray(children)) {
    return `it left ${kindOf(children)} as \`children\` of \`${type}\`, expected a list`
  }
  const only = childTypes.get(type)
  for (const child of children) {
    if (!isNode(child)) return `it left ${kindOf(child)} in \`${type}\`, expected a node`
    if (only !== undefined && child.type !== only) {
      return `it left \`${child.type}\` in \`${type}\`, expected \`${only}\``
    }
    const problem = problemOf(child, types)
    if (problem !== undefined) return problem
  }
  return undefined
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `\`${value}\``
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return typeof value === 'object' ? 'an object without a type' : `a ${typeof value}`
}
