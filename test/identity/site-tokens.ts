import type { Element, ElementContent } from 'hast'
import type { Content } from '../../tools/site/element.ts'
import { codeTokens, wordTokens } from './tokens.ts'

const blocks = ['p', 'h2', 'h3', 'h4', 'td', 'th', 'dt', 'dd', 'li', 'div', 'blockquote', 'table']

/** How the site prints steps and links. */
export const siteStyle = {
  lists: false,
  number: (steps: readonly number[]): string => `${steps.at(-1)}.`,
  link: (text: string): string => text,
}

/** Read the words and lines of code of a page of the site, without generated parts. */
export function siteTokens(main: readonly Content[]): string[] {
  const elements = main.flat(9).filter((node): node is Element => isElement(node as ElementContent))
  const [masthead] = elements.filter((node) => hasClass(node, 'masthead'))
  const [body] = elements.filter((node) => hasClass(node, 'body'))
  if (!masthead || !body) throw new Error('Unexpected page without masthead and body')
  return [...titleTokens(masthead), ...blockTokens(body)]
}

function titleTokens(masthead: Element): string[] {
  const [names = '', phrase = ''] = masthead.children
    .filter((node) => isElement(node) && !hasClass(node, 'running'))
    .map(textOf)
  return ['NAME', ...wordTokens(`${names.replace(/\(\w+\)/g, '')} - ${phrase}`)]
}

function blockTokens(node: Element): string[] {
  const out: string[] = []
  let text = ''
  const flush = (): void => {
    out.push(...wordTokens(text))
    text = ''
  }
  for (const [index, child] of node.children.entries()) {
    if (!isElement(child) || !isBlock(child)) {
      text += child.type === 'element' && child.tagName === 'br' ? ' ' : textOf(child)
      continue
    }
    flush()
    out.push(...markOf(node, index), ...childTokens(child))
  }
  flush()
  return out
}

function childTokens(child: Element): string[] {
  if (child.tagName === 'pre') return codeTokens(textOf(child))
  if (child.tagName !== 'figure') return blockTokens(child)
  // The shown part is the block outside the fold; name and outcomes do not belong to the page.
  const shown = child.children.find((node) => isElement(node) && node.tagName === 'pre')
  return shown === undefined ? [] : codeTokens(textOf(shown))
}

/** Markers that a browser draws before an item. */
function markOf(list: Element, index: number): string[] {
  if (list.tagName === 'ul') return ['•']
  if (list.tagName !== 'ol') return []
  const before = list.children.slice(0, index).filter(isElement).length
  return [`${Number(list.properties['start'] ?? 1) + before}.`]
}

function isBlock({ tagName }: Element): boolean {
  return [...blocks, 'ul', 'ol', 'dl', 'pre', 'figure', 'thead', 'tbody', 'tr'].includes(tagName)
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  if (!isElement(node)) return ''
  return node.tagName === 'br' ? ' ' : node.children.map(textOf).join('')
}

function isElement(node: ElementContent | undefined): node is Element {
  return typeof node === 'object' && node !== null && node.type === 'element'
}

function hasClass(node: Element, name: string): boolean {
  const { className } = node.properties
  return Array.isArray(className) && className.includes(name)
}
