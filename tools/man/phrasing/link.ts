import type { PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Context } from '../context.ts'
import { escapeAddress, escapeInlineCode, escapeProse } from '../roff/escape.ts'
import { hasGap, writeMark } from '../roff/mark.ts'
import { layoutTitle } from '../roff/word.ts'
import { wholeReference } from './cross-reference.ts'
import { dropFonts, foldFonts, type Marked } from './marked.ts'

const page = /^(?:\.{0,2}\/)*([^/#?]+)\.([1-9][a-z]*)\.md(?:#.*)?$/
const external = /^[a-z][a-z0-9+.-]*:/i

/**
 * Set a link so that a reader of paper can follow it.
 *
 * A page of the manual becomes `name(section)`, a heading its title, an address a `.UR` block. A
 * link whose text is its address becomes text: `mandoc -T lint` calls a `.UR` block without text
 * empty.
 *
 * @param children
 *   Text of the link.
 * @param marked
 *   The same text, compiled.
 */
export function markLink(
  children: readonly PhrasingContent[],
  marked: readonly Marked[],
  url: string,
  context: Context,
): Marked[] {
  const shown = children.map((child) => plainText(child)).join('')
  if (url.startsWith('#')) return [...marked, ...beside(shown, context.anchors.get(url.slice(1)))]
  const [, name, section] = page.exec(url) ?? []
  if (name && section) return markPage(`${name}(${section})`, shown, marked)
  if (!external.test(url)) return [...marked, ...beside(shown, url)]
  if (isOwnText(shown, url)) return [text(escapeInlineCode(shown))]
  // Marks cannot be nested: a reference in the text of a link becomes text.
  const label = layoutTitle(foldFonts(marked))
  // Mandoc calls a link without text empty.
  if (label === '') return [text(`\\[la]${escapeAddress(url)}\\[ra]`)]
  const mark = text(writeMark({ kind: 'link', url: escapeAddress(url), text: label }))
  // Blanks at the ends of the text separate the link from its neighbors.
  return [...blankAt('start', marked), mark, ...blankAt('end', marked)]
}

/** Whether the text of a link shows its address. */
export function isOwnText(shown: string, url: string): boolean {
  return [url, url.replace(/^mailto:/i, ''), url.replace(/^https?:\/\//i, '')].includes(shown)
}

function markPage(name: string, shown: string, marked: readonly Marked[]): Marked[] {
  const reference = text(wholeReference(name) ?? escapeProse(name))
  return shown === name ? [reference] : [...marked, text(' (see '), reference, text(')')]
}

function beside(shown: string, target: string | undefined): Marked[] {
  const known = !target || target.toLowerCase() === shown.toLowerCase()
  return known ? [] : [text(` (see ${escapeProse(target)})`)]
}

function blankAt(place: 'start' | 'end', marked: readonly Marked[]): Marked[] {
  return hasGap(dropFonts(marked), place) ? [text(' ')] : []
}

function text(value: string): Marked {
  return { type: 'text', value }
}
