/**
 * Inline content that must become a control line.
 *
 * Marks are written with private-use characters, which text cannot forge: every non-ASCII character
 * is escaped before marks are added.
 */
export type Mark =
  | { readonly kind: 'break' }
  | { readonly kind: 'reference'; readonly name: string; readonly section: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }

const start = '\ue080'
const end = '\ue081'
const separator = '\ue082'

/** Marks the end of a line of the author, after a word. */
export const lineEnd = '\ue083'

const pattern = /\ue080([^\ue081]*)\ue081/

/** Convert a mark to text. */
export function writeMark(mark: Mark): string {
  return start + fieldsOf(mark).join(separator) + end
}

/** Whether a text has a blank or a line break at its start or end. */
export function hasGap(value: string, place: 'start' | 'end'): boolean {
  const gaps = [' ', writeMark({ kind: 'break' })]
  const shown = value.replaceAll(lineEnd, '')
  return gaps.some((gap) => (place === 'start' ? shown.startsWith(gap) : shown.endsWith(gap)))
}

/** Split text into text and marks. */
export function splitMarks(value: string): (string | Mark)[] {
  if (!value.includes(start)) return value === '' ? [] : [value]
  // Splitting by a pattern with one group puts the group's matches at the odd places.
  return value
    .split(pattern)
    .map((piece, index) => (index % 2 === 1 ? readMark(piece.split(separator)) : piece))
    .filter((piece) => piece !== '')
}

function fieldsOf(mark: Mark): string[] {
  if (mark.kind === 'break') return ['break']
  return mark.kind === 'link'
    ? ['link', mark.url, mark.text]
    : ['reference', mark.name, mark.section]
}

function readMark([kind, first = '', second = '']: readonly string[]): Mark {
  if (kind === 'break') return { kind }
  if (kind === 'reference') return { kind, name: first, section: second }
  return { kind: 'link', url: first, text: second }
}
