import type { Root, Yaml } from 'mdast'
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml'
import { report } from '../message/index.ts'
import type { Place } from '../outcome/index.ts'
import { expectedOf } from '../words/index.ts'
import { type LabelWords, labelDefaults } from './examples/label-table.ts'
import { isDay } from './is-day.ts'
import type { Labels, Meta } from './page.ts'
import { type PageText, placeAt } from './text/page-text.ts'
import { placeOf } from './text/place-of.ts'

type Draft = { -readonly [Key in keyof Meta]: Meta[Key] }

/** Page, words and positions for reading front matter. */
interface Context {
  readonly page: PageText
  readonly words: LabelWords
  readonly placeOf: (node: unknown) => Place
}

type Read = (value: Node | null, draft: Draft, context: Context) => void

const keys: Readonly<Record<string, Read>> = {
  date: (value, draft, context) => {
    const text = textOf(value, context, 'date')
    if (text === undefined) return
    if (isDay(text)) draft.date = text
    else
      complain(context, value, `Unexpected date \`${text}\`, expected a day such as \`2026-11-22\``)
  },
  manual: (value, draft, context) => {
    const text = textOf(value, context, 'manual')
    if (text !== undefined) draft.manual = text
  },
  sources: (value, draft, context) => {
    draft.sources = textsOf(value, context, 'sources')
  },
  names: (value, draft, context) => {
    draft.names = textsOf(value, context, 'names')
  },
  examples: (value, draft, context) => {
    draft.examples = readDefaults(value, context)
  },
}

/** Front matter of most pages, which does not need a YAML parser. */
const onlyDate = /^date: (\d{4}-\d\d-\d\d)$/

/**
 * Read the front matter.
 *
 * @returns
 *   Values that could be read; a missing `date` is reported and empty.
 */
export function readMeta(page: PageText, tree: Root, words: LabelWords): Meta {
  const draft: Draft = { date: '', sources: [], examples: {} }
  const first = tree.children[0]
  if (first?.type !== 'yaml') {
    const reason = 'Missing front matter, expected `---` and a `date` on the first lines'
    report(page.file, 'front-matter', reason, page.pointAt(0))
    return draft
  }
  const [, day = ''] = onlyDate.exec(first.value) ?? []
  if (isDay(day)) return { ...draft, date: day }
  const context = contextOf(page, first, words)
  const root = parseFrontMatter(context, first)
  if (!root) return draft
  readKeys(root, Object.keys(keys), context, (key, value) => keys[key]?.(value, draft, context))
  if (!root.has('date')) {
    const reason = 'Missing key `date` in the front matter, expected a day such as `2026-11-22`'
    report(page.file, 'front-matter-value', reason, placeOf(first))
  }
  return draft
}

function contextOf(page: PageText, node: Yaml, words: LabelWords): Context {
  const base = bodyOffset(page, node)
  return {
    page,
    words,
    placeOf: (part) => {
      const range = (part as Partial<Node> | null | undefined)?.range
      return range ? placeAt(page, base + range[0], base + range[1]) : placeOf(node)
    },
  }
}

/** Offset of the line after the opening `---`. */
function bodyOffset(page: PageText, node: Yaml): number {
  const { start } = placeOf(node)
  const end = /\r\n|\r|\n/g
  end.lastIndex = start.offset
  const match = end.exec(page.text)
  return match ? match.index + match[0].length : start.offset
}

function parseFrontMatter(context: Context, node: Yaml): YAMLMap | undefined {
  const { page } = context
  const base = bodyOffset(page, node)
  const closing = page.text.lastIndexOf('---', placeOf(node).end.offset)
  const document = parseDocument(page.text.slice(base, closing), { prettyErrors: false })
  for (const error of [...document.errors, ...document.warnings]) {
    const ruleId = error.code === 'DUPLICATE_KEY' ? 'front-matter-key' : 'front-matter'
    const place = placeAt(page, base + error.pos[0], base + error.pos[1])
    report(page.file, ruleId, `Cannot read front matter: ${lowerFirst(error.message)}`, place)
  }
  if (isMap(document.contents)) return document.contents
  if (document.errors.length > 0) return undefined
  report(page.file, 'front-matter', 'Unexpected front matter, expected `KEY: VALUE`', placeOf(node))
  return undefined
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function readKeys(
  map: YAMLMap,
  known: readonly string[],
  context: Context,
  use: (key: string, value: Node | null) => void,
): void {
  for (const pair of map.items as Pair<Node | null, Node | null>[]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
    if (known.includes(key)) use(key, pair.value)
    else {
      const reason = `Unexpected key \`${key}\`, expected ${expectedOf(key, known)}`
      report(context.page.file, 'front-matter-key', reason, context.placeOf(pair.key))
    }
  }
}

function readDefaults(value: Node | null, context: Context): Partial<Labels> {
  const defaults: Record<string, unknown> = {}
  if (!isMap(value)) {
    complain(context, value, 'Unexpected `examples`, expected `LABEL: VALUE`')
    return defaults
  }
  readKeys(value, Object.keys(labelDefaults), context, (key, node) => {
    const label = labelDefaults[key]
    if (!label) return
    const text = isSeq(node) ? textsOf(node, context, key).join(',') : textOf(node, context, key)
    if (text === undefined) return
    const read = label(text, context.words)
    if ('problem' in read) complain(context, node, read.problem)
    else Object.assign(defaults, read.labels)
  })
  return defaults
}

function textOf(node: unknown, context: Context, key: string): string | undefined {
  if (isScalar(node) && typeof node.value === 'string' && node.value !== '') return node.value
  const actual = isScalar(node) ? String(node.value ?? '') : undefined
  const shown = actual === undefined ? 'value' : actual === '' ? 'empty value' : `\`${actual}\``
  complain(context, node, `Unexpected ${shown} of \`${key}\`, expected text`)
  return undefined
}

function textsOf(node: Node | null, context: Context, key: string): string[] {
  if (!isSeq(node)) {
    complain(context, node, `Unexpected value of \`${key}\`, expected a list of strings`)
    return []
  }
  return node.items.map((item) => textOf(item, context, key)).filter((text) => text !== undefined)
}

function complain(context: Context, node: unknown, reason: string): void {
  report(context.page.file, 'front-matter-value', reason, context.placeOf(node))
}
