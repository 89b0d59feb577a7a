import type { Heading, Root, RootContent } from 'mdast'
import type { VFile } from 'vfile'
import { pageSection } from '../../words/index.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import type { Header } from './header.ts'
import { readNameLine, readTitleLine } from './name-line.ts'
import { headerText, isNameHeading, ownName } from './own-name.ts'

/** Header of a page; each member has a default in the page or in its path. */
export interface HeaderOptions {
  /** Name of the page. */
  readonly name?: string | null | undefined
  /** Further names. */
  readonly names?: readonly string[] | null | undefined
  /** Section, `7` or `2const`; final default: `7`. */
  readonly section?: number | string | null | undefined
  /** Phrase after the names in the NAME section. */
  readonly description?: string | null | undefined
  /** Day of the page, `2026-11-22`. */
  readonly date?: string | null | undefined
  /** Day of a page without one in its front matter. */
  readonly defaultDate?: string | null | undefined
  /** Package that the page belongs to, `manproof 0.1.0`, printed at the left of the footer. */
  readonly version?: string | null | undefined
  /** Name of the manual, printed in the middle of the header. */
  readonly manual?: string | null | undefined
}

/** Header of a page, and the nodes that it takes from the body. */
export interface PageHeader {
  readonly header: Header
  /** Nodes that the header replaces. */
  readonly used: readonly RootContent[]
  /** Nodes that move from NAME, or from the title, to the start of DESCRIPTION. */
  readonly moved: readonly RootContent[]
}

const path = new RegExp(String.raw`^(?<name>[\w.+:-]+)\.(?<section>${pageSection})$`)

/**
 * Gather the header of a page from the options, front matter, NAME section, title, and filename, in
 * this order.
 *
 * @returns
 *   Header; `undefined` if the page has no name.
 * @throws {VFileMessage}
 *   If the front matter does not parse, or has an invalid value.
 */
export function readPageHeader(
  tree: Root,
  file: VFile,
  options: HeaderOptions,
): PageHeader | undefined {
  const title = titleOf(tree)
  const titleText = title ? headerText(title) : ''
  const titleLine = readTitleLine(titleText)
  const own = ownName(tree)
  const given = new Map(Object.entries(options))
  const sources: readonly Source[] = [
    fromOptions(options),
    fromMatter(readFrontMatter(tree, file, (key) => Boolean(given.get(key)))),
    { ...own?.line, further: own?.line.names },
    titleLine ? { ...titleLine, further: titleLine.names } : { phrase: titleText || undefined },
    { ...fromStem(file.stem ?? ''), date: options.defaultDate || undefined },
  ]
  const pick = <Key extends keyof Source>(key: Key): Source[Key] =>
    sources.find((source) => source[key] !== undefined)?.[key]
  const names = pick('names') ?? []
  const [name] = names
  if (name === undefined) return
  const further = sources.flatMap((source) => source.further ?? [])
  const { version, manual } = { version: pick('version'), manual: pick('manual') }
  const header = {
    names: [...new Set([...names, ...further])],
    section: pick('section') ?? '7',
    title: pick('phrase') ?? firstSentence(tree, own?.used ?? []) ?? name,
    date: pick('date') ?? '',
    ...(version === undefined ? {} : { version }),
    ...(manual === undefined ? {} : { manual }),
  }
  const shown = new Set(wordsOf(textIn(header)))
  const words = wordsOf(titleLine ? (titleLine.phrase ?? '') : titleText)
  const isShown =
    header.title === titleText ||
    ((titleLine || words.length > 0) && words.every((word) => shown.has(word)))
  const placed = title ? [title] : []
  return {
    header,
    used: [...(isShown ? placed : []), ...(own?.used ?? [])],
    moved: [...(!isShown && titleLine ? placed : []), ...(own?.moved ?? [])],
  }
}

/** Header values from one source. */
interface Source {
  readonly names?: readonly string[] | undefined
  readonly further?: readonly string[] | undefined
  readonly section?: string | undefined
  readonly phrase?: string | undefined
  readonly date?: string | undefined
  readonly version?: string | undefined
  readonly manual?: string | undefined
}

function fromOptions(options: HeaderOptions): Source {
  const { name, names, section, description } = options
  return {
    names: name ? [name] : undefined,
    further: names ?? undefined,
    section: section ? String(section) : undefined,
    phrase: description || undefined,
    date: options.date || undefined,
    version: options.version || undefined,
    manual: options.manual || undefined,
  }
}

/** Values of front matter, whose title is a name if it looks like one, else a phrase. */
function fromMatter({ title, ...matter }: FrontMatter): Source {
  const line = title === undefined ? undefined : readNameLine(title)
  const { names, section, phrase, ...others } = fromOptions(matter)
  return {
    ...others,
    names: names ?? line?.names,
    section: section ?? line?.section,
    phrase: phrase ?? line?.phrase ?? (line ? undefined : title),
  }
}

/** Visible text of a header. */
function textIn({ names, section, title }: Header): string {
  return [...names, section, title].join(' ')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

function fromStem(stem: string): Source {
  const { name = stem.replace(/[^\w.+:-]+/g, '-'), section } = path.exec(stem)?.groups ?? {}
  return { names: name ? [name] : undefined, section }
}

/** First heading of a page, if it is a `#` heading. */
function titleOf(tree: Root): Heading | undefined {
  const first = tree.children.find((node) => node.type === 'heading')
  return first?.depth === 1 && !isNameHeading(first) ? first : undefined
}

/** First sentence of the first paragraph that has words and is not in the header. */
function firstSentence(tree: Root, used: readonly RootContent[]): string | undefined {
  const texts = tree.children.flatMap((node) =>
    node.type === 'paragraph' && !used.includes(node) ? [headerText(node)] : [],
  )
  const text = texts.find((value) => /\p{L}{2}/u.test(value))
  return text?.replace(/^(.*?)[.!?:](?:\s.*)?$/s, '$1')
}
