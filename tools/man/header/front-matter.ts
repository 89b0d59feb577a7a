import type { Root, Yaml } from 'mdast'
import type { VFile } from 'vfile'
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import { type ReportPlace, type ReportPoint, type RuleId, report } from '../../message/index.ts'
import { isDay } from '../../page/index.ts'
import { pageSection } from '../../words/index.ts'
import { isPageName } from './name-line.ts'

/** Header values in the front matter of a page. */
export interface FrontMatter {
  readonly title?: string
  readonly name?: string
  readonly names?: readonly string[]
  readonly section?: string
  readonly description?: string
  readonly date?: string
  readonly version?: string
  readonly manual?: string
}

type Key = Exclude<keyof FrontMatter, 'names'>

/** Keys to read; other programs can have keys of their own. */
const keys: readonly Key[] = [
  ...(['title', 'name', 'section', 'description'] as const),
  ...(['date', 'version', 'manual'] as const),
]

/** Access to the values of front matter and their places in the page. */
interface Reading {
  readonly file: VFile
  readonly valueOf: (key: string) => Node | undefined
  readonly placeOf: (node: Node) => ReportPlace | undefined
}

/**
 * Read the front matter of any Markdown page.
 *
 * @param tree
 *   Page.
 * @param file
 *   Gets a message for each value that is not a day, section or name.
 * @param isGiven
 *   Whether a value is known from elsewhere, so that the front matter is ignored.
 * @throws {VFileMessage}
 *   The first message, if there is one.
 */
export function readFrontMatter(
  tree: Root,
  file: VFile,
  isGiven: (key: Key) => boolean = () => false,
): FrontMatter {
  const node = tree.children.find((child) => child.type === 'yaml')
  if (node?.type !== 'yaml') return {}
  const before = file.messages.length
  const reading = openReading(node, file)
  const values: Partial<Record<Key, string>> = {}
  for (const key of keys) {
    const value = isGiven(key) ? undefined : textAt(reading, key)
    if (value !== undefined) values[key] = value
  }
  const names = namesIn(reading)
  const fault = file.messages[before]
  if (fault) throw fault
  return { ...values, ...(names && { names }) }
}

function openReading(node: Yaml, file: VFile): Reading {
  const document = parseDocument(node.value, { prettyErrors: false })
  const placeOf = (start: number, end: number): ReportPlace | undefined =>
    node.position && { start: pointIn(node, start), end: pointIn(node, end) }
  for (const { code, message, pos } of document.errors) {
    const ruleId: RuleId = code === 'DUPLICATE_KEY' ? 'front-matter-key' : 'front-matter'
    const reason = message.charAt(0).toLowerCase() + message.slice(1)
    report(file, ruleId, `Cannot read front matter: ${reason}`, placeOf(pos[0], pos[1]))
  }
  const root = document.contents
  return {
    file,
    valueOf(key) {
      const value = isMap(root) ? (root.get(key, true) as Node | undefined) : undefined
      return isAlias(value) ? value.resolve(document) : value
    },
    placeOf: ({ range }) => (range ? placeOf(range[0], range[1]) : node.position),
  }
}

/** Point of an offset in front matter, which starts below its first line. */
function pointIn({ value, position }: Yaml, offset: number): ReportPoint {
  const lines = value.slice(0, offset).split('\n')
  return {
    line: (position?.start.line ?? 0) + lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
  }
}

function textAt(reading: Reading, key: Key): string | undefined {
  const node = reading.valueOf(key)
  const text = node && textOf(reading, node, key)
  if (text === undefined || node === undefined) return
  const form = Object.hasOwn(forms, key) ? forms[key] : undefined
  const value = form ? form.read(text) : text
  if (value !== undefined) return value
  complain(reading, node, `Unexpected ${key} \`${text}\`, expected ${form?.expected}`)
  return
}

const named = (text: string): string | undefined => (isPageName(text) ? text : undefined)
const section = new RegExp(`^${pageSection}$`)
const expectedName = 'letters, digits and `_.+:-`'

/** Keys whose values have a fixed form. */
const forms: {
  readonly [K in Key]?: {
    readonly read: (text: string) => string | undefined
    readonly expected: string
  }
} = {
  // A time can follow the day.
  date: {
    read: (text) => [text.replace(/(?<=^.{10})[Tt ]\d.*$/, '')].find(isDay),
    expected: 'a day such as `2026-11-22`',
  },
  name: { read: named, expected: expectedName },
  section: {
    read: (text) => (section.test(text) ? text : undefined),
    expected: 'one such as `7` or `2const`',
  },
}

function namesIn(reading: Reading): string[] | undefined {
  const list = reading.valueOf('names')
  if (!list || (isScalar(list) && list.value === null)) return
  if (!isSeq<Node>(list)) {
    complain(reading, list, 'Unexpected value of `names`, expected a list of names')
    return
  }
  return list.items.flatMap((node) => {
    const text = textOf(reading, node, 'names')
    if (text === undefined || isPageName(text)) return text ?? []
    complain(reading, node, `Unexpected name \`${text}\`, expected ${expectedName}`)
    return []
  })
}

/** Text of a node, as written even if YAML reads it as a number; `undefined` if empty. */
function textOf(reading: Reading, node: Node, key: string): string | undefined {
  const value = isScalar(node) ? node.value : node
  if (value === null) return
  if (typeof value !== 'string' && typeof value !== 'number') {
    const shown = isScalar(node) ? `\`${value}\`` : 'value'
    complain(reading, node, `Unexpected ${shown} of \`${key}\`, expected text`)
    return
  }
  const text = typeof value === 'number' && isScalar(node) ? (node.source ?? value) : value
  return String(text).replace(/\s+/g, ' ').trim() || undefined
}

function complain(reading: Reading, node: Node, reason: string): void {
  report(reading.file, 'front-matter-value', reason, reading.placeOf(node))
}
