import { isRange } from './place.ts'

/** What a tree describes: Markdown, with nodes of any type, or HTML. */
export type TreeKind = 'mdast' | 'hast'

/** The compiler of HTML throws at others. */
const hastTypes: ReadonlySet<string> = new Set('root element text comment doctype raw'.split(' '))

/**
 * Explain why the result of a plugin is not a tree; `undefined` if it is one.
 *
 * @param value
 *   Result.
 * @param kind
 *   What the tree describes.
 */
export function treeProblem(value: unknown, kind: TreeKind): string | undefined {
  if (!isNode(value)) return `it returned ${kindOf(value)}, expected a tree or \`undefined\``
  if (value.type !== 'root') return `it returned a node \`${value.type}\`, expected \`root\``
  return problemOf(value, kind)
}

interface AnyNode {
  readonly type: string
  readonly children?: unknown
  readonly properties?: object
  readonly [member: string]: unknown
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isList = (value: unknown): boolean => Array.isArray(value)
const isFull = (value: unknown): boolean => Array.isArray(value) && value.length > 0

type Members = Readonly<Record<string, (value: unknown) => boolean>>

const isTag = (value: unknown): boolean => isText(value) && /^[a-z][^\s"'<>/=]*$/i.test(`${value}`)

/** HTML has texts, numbers, flags, and lists of words. */
const isProperty = (value: unknown): boolean =>
  isList(value)
    ? (value as unknown[]).every((each) => ['string', 'number'].includes(typeof each))
    : value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)

/** Messages are at the places of nodes of Markdown. */
const placed: Members = { position: (value) => value === undefined || isRange(value) }
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
  ['element', { children: isList, tagName: isTag, properties: isRecord }],
])

const childTypes: ReadonlyMap<string, string> = new Map([
  ['list', 'listItem'],
  ['table', 'tableRow'],
  ['tableRow', 'tableCell'],
])

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNode(value: unknown): value is AnyNode {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  return typeof value.type === 'string' && value.type !== ''
}

function problemOf(node: AnyNode, kind: TreeKind): string | undefined {
  const { type, children = [] } = node
  if (kind === 'hast' && !hastTypes.has(type)) return `it left a node of unknown type \`${type}\``
  const known = Object.entries({ ...(kind === 'mdast' ? placed : {}), ...members.get(type) })
  const wrong = known.find(([name, isGood]) => !isGood(node[name]))?.[0]
  if (wrong !== undefined) {
    return node[wrong] === undefined
      ? `it left \`${type}\` without \`${wrong}\``
      : `it left ${kindOf(node[wrong])} as \`${wrong}\` of \`${type}\``
  }
  if (!Array.isArray(children)) {
    return `it left ${kindOf(children)} as \`children\` of \`${type}\`, expected a list`
  }
  const [name, property] =
    Object.entries(node.properties ?? {}).find(([, each]) => !isProperty(each)) ?? []
  if (name !== undefined) {
    return `it left ${kindOf(property)} as \`${name}\` of \`${node['tagName']}\``
  }
  const only = childTypes.get(type)
  for (const child of children) {
    if (!isNode(child)) return `it left ${kindOf(child)} in \`${type}\`, expected a node`
    if (only !== undefined && child.type !== only) {
      return `it left \`${child.type}\` in \`${type}\`, expected \`${only}\``
    }
    const problem = problemOf(child, kind)
    if (problem !== undefined) return problem
  }
  return undefined
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `\`${value}\``
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return typeof value === 'object' ? 'an object without a type' : `a ${typeof value}`
}
