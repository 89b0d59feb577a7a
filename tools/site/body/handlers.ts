import type { Element, ElementContent, Nodes as HastNodes, Root as HastRoot } from 'hast'
import type {
  Code,
  Heading,
  Html,
  Image,
  ImageReference,
  Link,
  LinkReference,
  List,
  ListItem,
  Parents,
  Table,
} from 'mdast'
import { defaultHandlers, type Options } from 'remark-rehype'
import type { Plugin } from 'unified'
import { type ErrorSighting, errorSightings } from '../../evidence/index.ts'
import { type Definition, eachNode, readDefinitions, sectionNodes } from '../../page/index.ts'
import type { Book, Leaf } from '../book.ts'
import { element } from '../element.ts'
import { makeCode } from '../example/code-lines.ts'
import { makeCommandLine } from '../example/command-line.ts'
import { makeSighting } from '../example/error-sighting.ts'
import { type ExampleSetting, makeExample } from '../example/example-figure.ts'
import { linkReferences } from '../links/link-references.ts'
import { resolveLink } from '../links/resolve-link.ts'
import { resolveReference } from '../links/resolve-reference.ts'

type Handlers = NonNullable<Options['handlers']>
type State = Parameters<NonNullable<Handlers['list']>>[0]

declare module 'vfile' {
  interface DataMap {
    /** Data of the page for the handlers of the site. */
    sheet: Sheet
  }
}

/** Data of a page for the handlers. */
export interface Sheet {
  readonly page: Leaf
  readonly book: Book
  readonly setting: ExampleSetting
  /** Sightings of errors, by the list item of the error. */
  readonly sightings: ReadonlyMap<ListItem, ErrorSighting>
}

/** Gather the data of a page for the handlers. */
export function makeSheet(page: Leaf, book: Book, setting: ExampleSetting): Sheet {
  const sightings = errorSightings(page.source, setting.evidence, setting.targets)
  return { page, book, setting, sightings }
}

/** Handlers of remark-rehype for the pages of a site, without the title, which the document has. */
export const siteHandlers: Handlers = {
  code: (state: State, node: Code) => toCode(node, sheetOf(state)),
  heading: (state: State, node: Heading) => toHeading(state, node),
  html: (_state: State, node: Html): ElementContent => ({ type: 'text', value: node.value }),
  image: (_state: State, { alt }: Image): ElementContent => ({ type: 'text', value: alt ?? '' }),
  imageReference: (_state: State, { alt }: ImageReference): ElementContent => ({
    type: 'text',
    value: alt ?? '',
  }),
  link: (state: State, node: Link) => toLink(state, node, node.url),
  linkReference: (state: State, node: LinkReference) =>
    toLink(state, node, state.definitionById.get(node.identifier.toUpperCase())?.url),
  list: (state: State, node: List) => toList(state, node),
  listItem: (state: State, node: ListItem, parent: Parents | undefined) => {
    const id = sheetOf(state).page.anchors.ids.get(node)
    const item = defaultHandlers.listItem(state, node, parent)
    const properties = { ...item.properties, ...(id !== undefined && { id }) }
    return { ...item, properties, children: [...item.children, ...showSighting(state, node)] }
  },
  table: (state: State, node: Table) => frameTable(defaultHandlers.table(state, node)),
}

/**
 * A unified plugin that links references such as `fcntl(2)` in a page of a site.
 *
 * @returns
 *   Transformer.
 */
export const rehypeReferences: Plugin<[], HastRoot> = () => (tree, file) => {
  const { sheet } = file.data
  if (sheet === undefined) return
  linkReferences(tree, (reference) => resolveReference(reference, sheet.page, sheet.book))
}

function sheetOf(state: State): Sheet {
  const sheet = state.options.file?.data.sheet
  if (sheet) return sheet
  throw new Error('Unexpected file without a sheet, expected a page of a site')
}

function showSighting(state: State, item: ListItem): Element[] {
  const sighting = sheetOf(state).sightings.get(item)
  return sighting === undefined ? [] : [makeSighting(sighting)]
}

function toCode(node: Code, sheet: Sheet): Element {
  const { page, setting } = sheet
  const line = node.position?.start.line
  const example = page.source.examples.find(({ place }) => place.start.line === line)
  if (example !== undefined) return makeExample(example, setting)
  return element('pre', { tabIndex: 0 }, makeCode(toCodeLines(node, sheet)))
}

function toCodeLines(node: Code, { page, setting }: Sheet): readonly ElementContent[][] {
  const language = node.lang ?? 'text'
  const isCommand = /^(?:sh|bash|shell)$/.test(language)
  return isCommand && sectionNodes(page.source, 'SYNOPSIS').includes(node)
    ? node.value.split('\n').map(makeCommandLine)
    : setting.highlight(node.value, language)
}

function toHeading(state: State, node: Heading): Element | undefined {
  if (node.depth === 1) return undefined
  const id = sheetOf(state).page.anchors.ids.get(node)
  const children = state.all(node)
  return element(`h${node.depth}`, { id }, permalink(id, children))
}

/** Link a heading to itself, as mandoc does, unless it contains a link. */
function permalink(id: string | undefined, children: ElementContent[]): ElementContent[] {
  const linked = children.some((child) => child.type === 'element' && child.tagName === 'a')
  if (id === undefined || linked) return children
  return [element('a', { className: ['permalink'], href: `#${id}` }, children)]
}

function toList(state: State, node: List): Element {
  const items = readDefinitions(node)
  if (items === undefined) return defaultHandlers.list(state, node)
  return element(
    'dl',
    {},
    items.map((item) => toTerm(state, item)),
  )
}

function toTerm(state: State, { item, tag, body }: Definition): ElementContent[] {
  const id = sheetOf(state).page.anchors.ids.get(item)
  const paragraph = { type: 'paragraph' as const, children: [...tag] }
  const [first] = body
  const isLoose = first?.type !== 'paragraph' || first.position !== item.children[0]?.position
  const lead = isLoose ? [] : state.all(first)
  const rest: ListItem = { ...item, children: isLoose ? [...body] : body.slice(1) }
  return [
    element('dt', id === undefined ? {} : { id }, permalink(id, state.all(paragraph))),
    element('dd', {}, lead, state.all(rest), showSighting(state, item)),
  ]
}

/** Make a link, or only its text if it leads nowhere. */
function toLink(
  state: State,
  node: Link | LinkReference,
  url: string | undefined,
): ElementContent[] | Element {
  const { page, book } = sheetOf(state)
  const href = url === undefined ? undefined : resolveLink(url, page, book)
  const children = state.all(node)
  return href === undefined ? children : element('a', { href }, children)
}

/** Add scopes to column heads, and a scrolling, focusable box to the table. */
function frameTable(table: Element): Element {
  eachNode<HastNodes>(table, (cell) => {
    if (cell.type === 'element' && cell.tagName === 'th') cell.properties['scope'] = 'col'
  })
  const frame = { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: 'Table' }
  return element('div', frame, table)
}
