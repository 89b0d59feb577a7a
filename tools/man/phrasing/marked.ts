import type { Emphasis, Strong, Text } from 'mdast'

/**
 * Phrasing in its smallest form: escaped text with marks, bold and italic.
 *
 * It is ordinary mdast, so that remark-man can compile it as well as `foldFonts`.
 */
export type Marked = MarkedStrong | MarkedEmphasis | Text

interface MarkedStrong extends Strong {
  children: Marked[]
}

interface MarkedEmphasis extends Emphasis {
  children: Marked[]
}

type Font = 'B' | 'I' | 'R'

/** Marked phrasing as one string with font escapes, as remark-man writes them. */
export function foldFonts(marked: readonly Marked[], outer: Font = 'R'): string {
  let out = ''
  for (const node of marked) out += foldFont(node, outer)
  return out
}

/** Marked phrasing without fonts, for places that have one of their own; links have some in their text. */
export function dropFonts(marked: readonly Marked[]): string {
  return marked
    .map((node) =>
      node.type === 'text' ? node.value.replaceAll(/\\f[BIRP]/g, '') : dropFonts(node.children),
    )
    .join('')
}

/** Marked phrasing in a font, to which the fonts in the text of links in it return. */
export function setFont(type: 'emphasis' | 'strong', marked: readonly Marked[]): Marked[] {
  if (marked.length === 0) return []
  const font = type === 'strong' ? 'B' : 'I'
  const children = mapText(marked, (value) => value.replaceAll('\\fR', `\\f${font}`))
  return [{ type, children }]
}

/** Marked phrasing with `change` applied to each text. */
export function mapText(marked: readonly Marked[], change: (value: string) => string): Marked[] {
  return marked.map((node) =>
    node.type === 'text'
      ? { type: 'text', value: change(node.value) }
      : { type: node.type, children: mapText(node.children, change) },
  )
}

function foldFont(node: Marked, outer: Font): string {
  if (node.type === 'text') return node.value
  const font = node.type === 'strong' ? 'B' : 'I'
  return `\\f${font}${foldFonts(node.children, font)}\\f${outer}`
}
