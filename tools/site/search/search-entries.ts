import type { RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Book, Leaf } from '../book.ts'
import { exampleId } from '../links/anchors.ts'

/** Address, page, title within the page (empty for the page itself), and further words. */
export type SearchEntry = readonly [url: string, page: string, title: string, words: string]

const common: ReadonlySet<string> = new Set(
  'a an and are as at be by for from has have if in is it its no not of on or so than that the then they this to was what when where which while who will with without'.split(
    ' ',
  ),
)

/** Collect the search entries: pages, sections, tagged items and examples. */
export function readSearchEntries(book: Book): readonly SearchEntry[] {
  return book.pages.flatMap((page) => [
    ...readSections(page),
    ...page.anchors.list
      .filter(({ depth }) => depth === 0)
      .map(({ id, text }): SearchEntry => [address(page, id), page.label, text, '']),
    ...page.source.examples.map(({ labels, shown }): SearchEntry => {
      const id = exampleId(labels.name)
      return [address(page, id), page.label, `example ${labels.name}`, wordsOf(shown)]
    }),
  ])
}

function readSections(page: Leaf): SearchEntry[] {
  const { source, anchors } = page
  const entries: SearchEntry[] = []
  let [url, title] = [encodeURI(page.path), '']
  let texts = [...source.names, source.title]
  for (const node of source.tree.children) {
    if (node.type === 'heading' && node.depth > 1) {
      entries.push([url, page.label, title, wordsOf(texts.join(' '))])
      const id = anchors.ids.get(node)
      url = id === undefined ? url : address(page, id)
      title = textOf(node)
      texts = []
    } else texts.push(proseOf(node, page))
  }
  return [...entries, [url, page.label, title, wordsOf(texts.join(' '))]]
}

/** Text of a node, without examples, which have their own entries. */
function proseOf(node: RootContent, page: Leaf): string {
  if (node.type === 'yaml' || (node.type === 'heading' && node.depth === 1)) return ''
  const line = node.position?.start.line
  const isExample =
    node.type === 'code' && page.source.examples.some(({ place }) => place.start.line === line)
  if (isExample) return ''
  if (!('children' in node)) return textOf(node)
  return node.children.map((child) => proseOf(child, page)).join(isPhrasing(node) ? '' : ' ')
}

function isPhrasing({ type }: RootContent): boolean {
  return !['list', 'listItem', 'table', 'tableRow', 'blockquote'].includes(type)
}

function wordsOf(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_][\p{L}\p{N}_./:+-]*/gu) ?? []
  const plain = words.map((word) => word.replace(/[./:+-]+$/, ''))
  return [...new Set(plain)].filter((word) => word.length > 1 && !common.has(word)).join(' ')
}

function address(page: Leaf, id: string): string {
  return `${encodeURI(page.path)}#${id}`
}
