import type { Code, List, ListItem, Nodes, Paragraph, Parents, PhrasingContent } from 'mdast'
import type { Page } from '../../tools/page/index.ts'
import { eachNode } from '../../tools/page/index.ts'
import { codeTokens, wordTokens } from './tokens.ts'

/** Form of a link in an output. */
export type ShowLink = (text: string, target: string) => string

/** Words that an output adds to those of the page. */
export interface Style {
  readonly link: ShowLink
  /** Number of a step, after those of the enclosing steps. */
  readonly number: (steps: readonly number[]) => string
  /** Whether sources and addresses are printed after the last section. */
  readonly lists: boolean
}

/** Read the words and lines of code of a page in order, from its tree alone. */
export function sourceTokens(page: Page, style: Style): string[] {
  const reader = { page, style, targets: linkTargets(page), steps: [] }
  const body = page.tree.children.flatMap((node) => blockTokens(node, reader))
  return style.lists ? [...body, ...listTokens(reader)] : body
}

interface Reader {
  readonly page: Page
  readonly style: Style
  /** Addresses by the identifiers of definitions. */
  readonly targets: ReadonlyMap<string, string>
  /** Numbers of the enclosing steps. */
  readonly steps: readonly number[]
}

function blockTokens(node: Nodes, reader: Reader): string[] {
  if (node.type === 'yaml' || node.type === 'definition') return []
  if (node.type === 'heading' && node.depth === 1) return titleTokens(node, reader)
  if (node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableCell') {
    return wordTokens(inlineText(node, reader))
  }
  if (node.type === 'code') return codeTokens(shownCode(node, reader))
  if (node.type === 'list') return listItems(node, reader)
  return 'children' in node ? node.children.flatMap((child) => blockTokens(child, reader)) : []
}

/** `# a(7), b(7) -- what` is the section NAME in every output. */
function titleTokens(node: Parents, reader: Reader): string[] {
  const [names = '', ...phrase] = inlineText(node, reader).split(' -- ')
  return ['NAME', ...wordTokens(`${names.replace(/\(\w+\)/g, '')} - ${phrase.join(' -- ')}`)]
}

/** The part of an example below its cut. */
function shownCode(node: Code, { page }: Reader): string {
  const offset = node.position?.start.offset
  return page.examples.find(({ place }) => place.start.offset === offset)?.shown ?? node.value
}

function listItems(node: List, reader: Reader): string[] {
  const isTagged = !node.ordered && node.children.every(isDefinition)
  return node.children.flatMap((item, index) => {
    const steps = node.ordered ? [...reader.steps, (node.start ?? 1) + index] : []
    const rest = item.children.flatMap((child) => blockTokens(child, { ...reader, steps }))
    if (!isTagged) return [node.ordered ? reader.style.number(steps) : '•', ...rest]
    const [first, ...others] = item.children
    const text = first?.type === 'paragraph' ? definitionText(first, reader) : ''
    return [...wordTokens(text), ...others.flatMap((child) => blockTokens(child, reader))]
  })
}

const divider = /^(?::\s+|\s*[—–]\s+|\s+--?\s+)/

/** Whether an item has formatted words and a colon or a dash, which the layout replaces. */
function isDefinition({ children: [first] }: ListItem): boolean {
  if (first?.type !== 'paragraph') return false
  const at = dividerIn(first)
  return at > 0 && first.children[at]?.type === 'text'
}

function dividerIn({ children }: Paragraph): number {
  return children.findIndex((child) => child.type === 'text' && divider.test(child.value))
}

function definitionText(paragraph: Paragraph, reader: Reader): string {
  const at = dividerIn(paragraph)
  const children = paragraph.children.map((child, index) =>
    index === at && child.type === 'text'
      ? { ...child, value: child.value.replace(divider, ' ') }
      : child,
  )
  return inlineText({ ...paragraph, children }, reader)
}

function inlineText(node: Parents, reader: Reader): string {
  return node.children.map((child) => phrasingText(child as PhrasingContent, reader)).join('')
}

function phrasingText(node: PhrasingContent, reader: Reader): string {
  if (node.type === 'break') return ' '
  if (!('children' in node)) return 'value' in node ? node.value : ''
  const text = inlineText(node, reader)
  const target = addressOf(node, reader)
  return target === undefined || target === text ? text : reader.style.link(text, target)
}

function addressOf(node: PhrasingContent, { targets }: Reader): string | undefined {
  if (node.type === 'link') return node.url
  return node.type === 'linkReference' ? targets.get(node.identifier) : undefined
}

function linkTargets(page: Page): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  eachNode(page.tree, (node) => {
    if (node.type === 'definition') found.set(node.identifier, node.url)
  })
  return found
}

/** List the words that a man page adds to SEE ALSO, from the front matter and from links. */
function listTokens(reader: Reader): string[] {
  const { sources } = reader.page.meta
  const addresses = new Set<string>()
  eachNode(reader.page.tree, (node) => {
    if (node.type !== 'link' && node.type !== 'linkReference') return
    const address = addressOf(node, reader) ?? ''
    if (/^https?:/.test(address) && inlineText(node, reader) !== address) addresses.add(address)
  })
  return [
    ...(sources.length > 0 ? ['Sources'] : []),
    ...sources.flatMap((source) => ['•', ...wordTokens(source)]),
    ...(addresses.size > 0 ? ['Links'] : []),
    ...[...addresses].flatMap((address) => ['•', address]),
  ]
}
