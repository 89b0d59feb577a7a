import { elementProblem } from './element-problem.ts'
import { aKindOf } from './kind-of.ts'
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
  if (!isNode(value)) return `it returned ${aKindOf(value)}, expected a tree or \`undefined\``
  if (value.type !== 'root') return `it returned a node \`${value.type}\`, expected \`root\``
  return problemOf(value, kind)
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
  ['element', { children: isList }],
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

function problemOf(node: AnyNode, kind: TreeKind): string | undefined {
  const { type, children = [] } = node
  if (kind === 'hast' && !hastTypes.has(type)) return `it left a node of unknown type \`${type}\``
  const known = Object.entries({ ...(kind === 'mdast' ? placed : {}), ...members.get(type) })
  const wrong = known.find(([name, isGood]) => !isGood(node[name]))?.[0]
  if (wrong !== undefined) {
    return node[wrong] === undefined
      ? `it left \`${type}\` without \`${wrong}\``
      : `it left ${aKindOf(node[wrong])} as \`${wrong}\` of \`${type}\`${wrong === 'position' ? ', expected a line and a column for `start` and `end`' : ''}`
  }
  const element = kind === 'hast' ? node : elementOf(node)
  return (
    (element.type === 'element'
      ? elementProblem(element['tagName'], element['properties'])
      : undefined) ??
    (kind === 'mdast' ? childProblem(element.children, 'hChildren', 'hast') : undefined) ??
    childProblem(children, type, kind)
  )
}

/** The element that a node of Markdown asks for. */
function elementOf({ data }: AnyNode): AnyNode {
  const {
    hName: tagName = 'p',
    hProperties: properties = {},
    hChildren: children = [],
  } = Object(data)
  return { type: 'element', tagName, properties, children }
}

function childProblem(children: unknown, type: string, kind: TreeKind): string | undefined {
  if (!Array.isArray(children)) {
    return `it left ${aKindOf(children)} as \`children\` of \`${type}\`, expected a list`
  }
  const only = childTypes.get(type)
  for (const child of children) {
    if (!isNode(child)) return `it left ${aKindOf(child)} in \`${type}\`, expected a node`
    if (only !== undefined && child.type !== only) {
      return `it left \`${child.type}\` in \`${type}\`, expected \`${only}\``
    }
    const problem = problemOf(child, kind)
    if (problem !== undefined) return problem
  }
  return undefined
}
