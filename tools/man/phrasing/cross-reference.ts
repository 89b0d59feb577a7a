import type { PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { referenceName, referenceSection } from '../../words/index.ts'
import { escapeInlineCode, escapeLines } from '../roff/escape.ts'
import { writeMark } from '../roff/mark.ts'

const section = String.raw`\((${referenceSection})\)`
const name = new RegExp(`^${referenceName}$`)
const whole = new RegExp(`^(${referenceName})${section}$`)
const within = new RegExp(String.raw`(?<![\w.+:/-])(${referenceName})${section}`, 'g')
const tail = new RegExp(`^${section}`)

/** Mark for a text that is a reference such as `fcntl(2)`; `undefined` for other text. */
export function wholeReference(value: string): string | undefined {
  const match = value.endsWith(')') ? whole.exec(value) : null
  return match?.[1] && match[2] ? reference(match[1], match[2]) : undefined
}

/** Convert each reference such as `fcntl(2)` in prose to a mark. */
export function markReferences(value: string): string {
  if (!value.includes('(')) return escapeLines(value)
  // Pieces come in threes: prose, name, section.
  const pieces = value.split(within)
  let out = ''
  for (let at = 0; at < pieces.length; at += 3) {
    const [prose = '', page, number] = pieces.slice(at, at + 3)
    out += escapeLines(prose)
    if (page !== undefined && number !== undefined) out += reference(page, number)
  }
  return out
}

/**
 * Convert a reference written as a formatted name followed by a section: `**fcntl**(2)`.
 *
 * @returns
 *   Mark, and how much of the following text it uses up; `undefined` for any other pair.
 */
export function pairReference(
  node: PhrasingContent,
  next: PhrasingContent | undefined,
): { readonly mark: string; readonly length: number } | undefined {
  if (next?.type !== 'text' || !next.value.startsWith('(')) return
  if (node.type !== 'strong' && node.type !== 'emphasis' && node.type !== 'inlineCode') return
  const page = plainText(node)
  const match = tail.exec(next.value)
  if (!match?.[1] || !name.test(page)) return
  return { mark: reference(page, match[1]), length: match[0].length }
}

function reference(page: string, number: string): string {
  return writeMark({ kind: 'reference', name: escapeInlineCode(page), section: number })
}
