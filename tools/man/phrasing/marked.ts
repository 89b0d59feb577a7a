import type { Emphasis, Strong, Text } from 'mdast'

/**
 * Inline content in its smallest form: mdast with escaped text with marks, bold and italic.
 */
export type Marked = MarkedStrong | MarkedEmphasis | Text

interface MarkedStrong extends Strong {
  children: Marked[]
}

interface MarkedEmphasis extends Emphasis {
  children: Marked[]
}

type Font = 'B' | 'I' | 'R'

/** Convert inline content to a string with font escapes. */
export function foldFonts(marked: readonly Marked[], outer: Font = 'R'): string {
  let out = ''
  for (const node of marked) out += foldFont(node, outer)
  return out
}

/** Convert inline content to a string without fonts, including those in the text of links. */
export function dropFonts(marked: readonly Marked[]): string {
  return marked
    .map((node) =>
      node.type === 'text' ? node.value.replaceAll(/\\f[BIRP]/g, '') : dropFonts(node.children),
    )
    .join('')
}

/** Set inline content in a font, to which the text of links in it returns. */
export function setFont(type: 'emphasis' | 'strong', marked: readonly Marked[]): Marked[] {
  if (marked.length === 0) return []
  const font = type === 'strong' ? 'B' : 'I'
  const children = mapText(marked, (value) => value.replaceAll('\\fR', `\\f${font}`))
  return [{ type, children }]
}

/** Apply `change` to each text of inline content. */
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
