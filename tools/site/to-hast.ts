import type { Element, ElementContent, Root as HastRoot } from 'hast'
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
import remarkRehype, { defaultHandlers, type Options } from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { type Definition, errorSightings, readDefinitions, sectionNodes } from '../spec/index.ts'
import type { Book, Page } from './book.ts'
import { makeCode } from './code-lines.ts'
import { makeCommandLine } from './command-line.ts'
import { element } from './element.ts'
import { makeSighting } from './error-sighting.ts'
import { type ExampleSetting, makeExample } from './example-figure.ts'
import { linkReferences } from './link-references.ts'
import { resolveLink } from './resolve-link.ts'
import { resolveReference } from './resolve-reference.ts'

type Handlers = NonNullable<Options['handlers']>
type State = Parameters<NonNullable<Handlers['list']>>[0]

/** Turn the tree of a page into the hast of its body; the title is left to the document. */
export function toHast(page: Page, book: Book, setting: ExampleSetting): HastRoot {
  const resolve = (url: string | undefined): string | undefined =>
    url === undefined ? undefined : resolveLink(url, page, book)
  const sightings = errorSightings(page.spec, setting.evidence, setting.targets)
  const show = (item: ListItem): Element[] => {
    const sighting = sightings.get(item)
    return sighting === undefined ? [] : [makeSighting(sighting)]
  }
  const handlers: Handlers = {
    code: (_state: State, node: Code) => toCode(node, page, setting),
    heading: (state: State, node: Heading) => toHeading(state, node, page),
    html: (_state: State, node: Html): ElementContent => ({ type: 'text', value: node.value }),
    image: (_state: State, { alt }: Image): ElementContent => ({ type: 'text', value: alt ?? '' }),
    imageReference: (_state: State, { alt }: ImageReference): ElementContent => ({
      type: 'text',
      value: alt ?? '',
    }),
    link: (state: State, node: Link) => toLink(state, node, resolve(node.url)),
    linkReference: (state: State, node: LinkReference) =>
      toLink(state, node, resolve(state.definitionById.get(node.identifier.toUpperCase())?.url)),
    list: (state: State, node: List) => toList(state, node, { page, show }),
    listItem: (state: State, node: ListItem, parent: Parents | undefined) => {
      const id = page.anchors.ids.get(node)
      const item = defaultHandlers.listItem(state, node, parent)
      const properties = { ...item.properties, ...(id !== undefined && { id }) }
      return { ...item, properties, children: [...item.children, ...show(node)] }
    },
    table: (state: State, node: Table) => frameTable(defaultHandlers.table(state, node)),
  }
  const tree: HastRoot = unified().use(remarkRehype, { handlers }).runSync(page.spec.tree)
  linkReferences(tree, (reference) => resolveReference(reference, page, book))
  return tree
}

function toCode(node: Code, page: Page, setting: ExampleSetting): Element {
  const line = node.position?.start.line
  const example = page.spec.examples.find(({ place }) => place.start.line === line)
  if (example !== undefined) return makeExample(example, setting)
  return element('pre', { tabIndex: 0 }, makeCode(toCodeLines(node, page, setting)))
}

function toCodeLines(node: Code, page: Page, setting: ExampleSetting): readonly ElementContent[][] {
  const language = node.lang ?? 'text'
  const isCommand = /^(?:sh|bash|shell)$/.test(language)
  return isCommand && sectionNodes(page.spec, 'SYNOPSIS').includes(node)
    ? node.value.split('\n').map(makeCommandLine)
    : setting.highlight(node.value, language)
}

function toHeading(state: State, node: Heading, page: Page): Element | undefined {
  if (node.depth === 1) return undefined
  const id = page.anchors.ids.get(node)
  const children = state.all(node)
  return element(`h${node.depth}`, { id }, permalink(id, children))
}

/** As in mandoc, the heading links to itself, unless it holds a link of its own. */
function permalink(id: string | undefined, children: ElementContent[]): ElementContent[] {
  const linked = children.some((child) => child.type === 'element' && child.tagName === 'a')
  if (id === undefined || linked) return children
  return [element('a', { className: ['permalink'], href: `#${id}` }, children)]
}

/** A page, and what is shown below an item of its lists. */
interface ListSetting {
  readonly page: Page
  show(item: ListItem): Element[]
}

function toList(state: State, node: List, setting: ListSetting): Element {
  const items = readDefinitions(node)
  if (items === undefined) return defaultHandlers.list(state, node)
  return element(
    'dl',
    {},
    items.map((item) => toTerm(state, item, setting)),
  )
}

function toTerm(
  state: State,
  { item, tag, body }: Definition,
  { page, show }: ListSetting,
): ElementContent[] {
  const id = page.anchors.ids.get(item)
  const paragraph = { type: 'paragraph' as const, children: [...tag] }
  const [first] = body
  const isLoose = first?.type !== 'paragraph' || first.position !== item.children[0]?.position
  const lead = isLoose ? [] : state.all(first)
  const rest: ListItem = { ...item, children: isLoose ? [...body] : body.slice(1) }
  return [
    element('dt', id === undefined ? {} : { id }, permalink(id, state.all(paragraph))),
    element('dd', {}, lead, state.all(rest), show(item)),
  ]
}

/** A link that leads nowhere in the site keeps its text only. */
function toLink(
  state: State,
  node: Link | LinkReference,
  href: string | undefined,
): ElementContent[] | Element {
  const children = state.all(node)
  return href === undefined ? children : element('a', { href }, children)
}

/** Column heads get their scope, and the table a box that scrolls and takes the focus. */
function frameTable(table: Element): Element {
  visit(table, 'element', (cell) => {
    if (cell.tagName === 'th') cell.properties['scope'] = 'col'
  })
  const frame = { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: 'Table' }
  return element('div', frame, table)
}
