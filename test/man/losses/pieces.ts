import type { Heading, ListItem, Nodes, Paragraph, PhrasingContent, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'

/** Text that must be printed unbroken: a run of text, a title in any case, a line of code. */
export interface Piece {
  readonly kind: 'text' | 'title' | 'code'
  readonly value: string
}

/** Boundary of two runs, between which a page can print more, such as an address. */
const seam = '\0'

/**
 * Split a page into pieces in their order, without front matter, definitions and comments.
 *
 * This shares nothing with the compiler.
 */
export function piecesOf(tree: Root): Piece[] {
  return titledPieces(withTitles(tree, titlesOf(tree)))
}

/** Map identifiers to titles of definitions; the first definition counts. */
export function titlesOf(tree: Root): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  const visit = (node: Nodes): void => {
    if (node.type === 'definition' && !titles.has(node.identifier)) {
      titles.set(node.identifier, node.title ?? '')
    }
    if ('children' in node) node.children.forEach(visit)
  }
  visit(tree)
  return titles
}

/** Find the title that is printed after a link or an image. */
export function titleAfter(node: Nodes, shown: string): string {
  const { title } = node as { readonly title?: string | null }
  const value = (title ?? '').replace(/\s+/g, ' ').trim()
  return value === shown.replace(/\s+/g, ' ').trim() ? '' : value
}

/** Copy a tree, with the titles of definitions in their references. */
export function withTitles<Kind extends Nodes>(
  node: Kind,
  titles: ReadonlyMap<string, string>,
): Kind {
  const isReference = node.type === 'linkReference' || node.type === 'imageReference'
  const named = isReference ? { ...node, title: titles.get(node.identifier) ?? '' } : node
  if (!('children' in named)) return named
  return { ...named, children: named.children.map((child) => withTitles(child, titles)) }
}

function titledPieces(tree: Root): Piece[] {
  const title = titleOf(tree)
  const name = nameOf(tree)
  // The header splits a title such as `foo(1) -- what it is`.
  const [first] = tree.children.filter((node) => node.type === 'heading')
  const isManual = name && first && first !== name && /^\S+\([1-9]/.test(plainText(first))
  const manual = isManual ? first : undefined
  const rest = tree.children.filter((node) => node !== title && node !== name && node !== manual)
  const children = title?.children ?? []
  // The header has the text of the title, the end of the page its addresses.
  const pieces = [
    ...(manual ? runs(manual.children, 'title') : []),
    ...(name ? runs(name.children, 'title') : []),
    ...runs(children.map(withoutAddress), 'title'),
    ...rest.flatMap((node) => blockPieces(node)),
    ...[...new Set(children.flatMap(addresses))].map(text),
  ]
  return pieces.filter(({ value }) => value.trim() !== '')
}

/** Find the heading of NAME if it is the first section. */
function nameOf(tree: Root): Heading | undefined {
  const [first, second] = tree.children.filter((node) => node.type === 'heading')
  const isName = (node: Heading | undefined): boolean =>
    node !== undefined && /^\s*name\s*$/i.test(plainText(node))
  if (isName(first)) return first
  return first?.depth === 1 && isName(second) ? second : undefined
}

/** Find the heading that the header replaces: one of plain text that names no page. */
export function titleOf(tree: Root): Heading | undefined {
  const first = tree.children.find((node) => node.type === 'heading')
  const isDescribed = tree.children.some(
    (node) => node.type === 'yaml' && node.value.startsWith('description:'),
  )
  if (first?.depth !== 1 || isDescribed || /\([1-9]/.test(plainText(first))) return
  const outer = new Set(
    tree.children.flatMap((node) =>
      node.type === 'definition' && node.url.startsWith('http') ? [node.identifier] : [],
    ),
  )
  return first.children.every((node) => isPlain(node, outer)) ? first : undefined
}

/** Whether a header can hold all of a title. */
function isPlain(node: PhrasingContent, outer: ReadonlySet<string>): boolean {
  switch (node.type) {
    case 'emphasis':
    case 'strong':
      return node.children.every((child) => isPlain(child, outer))
    case 'html':
      return isComment(node.value)
    case 'link':
      if (titleAfter(node, plainText(node))) return false
      return node.url.startsWith('http') && node.children.every((child) => isPlain(child, outer))
    case 'linkReference':
      if (titleAfter(node, plainText(node))) return false
      return outer.has(node.identifier) && node.children.every((child) => isPlain(child, outer))
    default:
      return node.type === 'text' || node.type === 'inlineCode'
  }
}

function withoutAddress(node: PhrasingContent): PhrasingContent {
  const bare = node.type === 'link' ? { ...node, url: '' } : node
  if (!('children' in bare)) return bare
  return { ...bare, children: bare.children.map(withoutAddress) } as PhrasingContent
}

function addresses(node: PhrasingContent): string[] {
  if (!('children' in node)) return []
  const own = node.type === 'link' && !inline(withoutAddress(node)).includes(bareAddress(node.url))
  return [...(own ? [node.url] : []), ...node.children.flatMap(addresses)]
}

/** `step` is the number of the enclosing step, which precedes the numbers of inner ones. */
function blockPieces(node: Nodes, step = ''): Piece[] {
  switch (node.type) {
    case 'yaml':
    case 'definition':
      return []
    case 'heading':
      return runs(node.children, 'title')
    case 'paragraph':
    case 'tableCell':
      return runs(node.children, 'text')
    case 'code':
      return lines(node.value)
    case 'html':
      return isComment(node.value) ? [] : lines(node.value)
    case 'thematicBreak':
      return [{ kind: 'text', value: '* * *' }]
    case 'list':
      return node.children.flatMap((item, index) => [
        ...(node.ordered ? [text(`(${step}${(node.start ?? 1) + index})`)] : []),
        ...itemPieces(item, node.ordered ? `${step}${(node.start ?? 1) + index}.` : ''),
      ])
    case 'footnoteDefinition':
      return [text(`[${node.label ?? node.identifier}]`), ...deeper(node.children, step)]
    default:
      return 'children' in node ? deeper(node.children, step) : []
  }
}

function deeper(nodes: readonly Nodes[], step: string): Piece[] {
  return nodes.flatMap((node) => blockPieces(node, step))
}

/** The dash after the term of an item can become a gap. */
function itemPieces({ checked, children }: ListItem, step: string): Piece[] {
  const [first, ...rest] = children
  const state = typeof checked === 'boolean' ? [text(checked ? '[x]' : '[ ]')] : []
  const body = first?.type === 'paragraph' ? [withoutDash(first), ...rest] : children
  return [...state, ...deeper(body, step)]
}

function withoutDash(node: Paragraph): Paragraph {
  const isTerm = (child: Nodes | undefined): boolean =>
    ['strong', 'emphasis', 'inlineCode'].includes(child?.type ?? '')
  const children = node.children.map((child, index) =>
    child.type === 'text' && isTerm(node.children[index - 1])
      ? {
          ...child,
          value: child.value.replace(
            /^(?::(?:\s+|$)| ?[—–]\s+|\s+--?\s+|,? (?:and|or) |, ?)/,
            seam,
          ),
        }
      : child,
  )
  return isTerm(node.children[0]) ? { ...node, children } : node
}

function runs(nodes: readonly PhrasingContent[], kind: 'text' | 'title'): Piece[] {
  return nodes
    .map(inline)
    .join('')
    .split(seam)
    .map((value) => ({ kind, value }))
}

function inline(node: PhrasingContent): string {
  switch (node.type) {
    case 'break':
      return ' '
    case 'html':
      return isComment(node.value) ? '' : /^<br\s*\/?>$/i.test(node.value) ? ' ' : node.value
    case 'delete':
      return `~~${node.children.map(inline).join('')}~~`
    case 'footnoteReference':
      return `[${node.label ?? node.identifier}]`
    case 'image':
      return linked((node.alt ?? '').normalize('NFC'), node.url) + titled(node)
    case 'imageReference':
      return `${seam}${(node.alt ?? '').normalize('NFC')}${seam}${titled(node)}`
    case 'link':
      return linked(node.children.map(inline).join(''), node.url) + titled(node)
    case 'linkReference':
      return `${seam}${node.children.map(inline).join('')}${seam}${titled(node)}`
    default:
      return 'children' in node ? node.children.map(inline).join('') : node.value.normalize('NFC')
  }
}

/** Put the title of a link or image in parentheses. */
function titled(node: Nodes): string {
  const title = titleAfter(node, plainText(node))
  return title === '' ? '' : `${seam}(${title.normalize('NFC')})${seam}`
}

/** An outer address is printed once; that of a heading or page has another form. */
function linked(shown: string, url: string): string {
  const address = bareAddress(url)
  return `${seam}${shown}${seam}${shown.includes(address) ? '' : address}${seam}`
}

function bareAddress(url: string): string {
  const isOuter = /^(?:https?|mailto):/.test(url)
  return isOuter ? url.replace(/^(?:https?:\/\/|mailto:)/, '').normalize('NFC') : ''
}

function lines(value: string): Piece[] {
  return value.split(/\r\n|\r|\n/).map((line) => ({ kind: 'code', value: line.normalize('NFC') }))
}

function isComment(value: string): boolean {
  return /^<!--.*-->\s*$/s.test(value)
}

function text(value: string): Piece {
  return { kind: 'text', value }
}
