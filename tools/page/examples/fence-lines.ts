import type { Code } from 'mdast'
import type { Point } from '../../outcome/index.ts'
import type { PageText } from '../text/page-text.ts'
import { placeOf } from '../text/place-of.ts'

/** A fence as written in the page. */
export interface FenceLines {
  /** Text after the language on the opening line, and its offset. */
  readonly info: { readonly text: string; readonly offset: number }
  /** Lines of code joined by `\n`; each is the text of the page from its point. */
  readonly code: string
  readonly lines: readonly Point[]
  readonly closed: boolean
}

/**
 * Find the lines of a fence in the page, after the prefixes of quotes and lists.
 *
 * The parser strips prefixes, so each line of code is the end of a line of the page. If a tab
 * belongs partly to a prefix, the parser replaces it by spaces; such a line is taken from the page
 * with the whole tab, to keep columns right.
 *
 * @returns
 *   Lines; `undefined` if the code is indented instead of fenced.
 * @see CommonMark 0.31, "Tabs"
 */
export function readFenceLines(page: PageText, node: Code): FenceLines | undefined {
  const { start, end } = placeOf(node)
  const source = splitLines(page.text, start.offset, end.offset)
  const opening = /^([`~]{3,})[ \t]*(\S*)/.exec(source[0]?.text ?? '')
  if (!opening) return undefined
  const [before = '', marker = ''] = opening
  const lastLine = source.at(-1)?.text ?? ''
  const closed = source.length > 1 && isClosing(lastLine, marker)
  // An empty value means either no line or one empty line.
  const inside = source.length - 1 - (closed ? 1 : 0)
  const values = inside === 0 ? [] : node.value.split('\n').slice(0, inside)
  const lines: Point[] = []
  const code = values.map((value, index) => {
    const line = source[index + 1] ?? { text: '', offset: end.offset }
    const text = suffixOf(line.text, value)
    lines.push(page.pointAt(line.offset + line.text.length - text.length))
    return text
  })
  const info = {
    text: (source[0]?.text ?? '').slice(before.length),
    offset: start.offset + before.length,
  }
  return { info, code: code.join('\n'), lines, closed }
}

function splitLines(
  text: string,
  start: number,
  end: number,
): readonly { text: string; offset: number }[] {
  const lines: { text: string; offset: number }[] = []
  let from = start
  for (const match of text.slice(start, end).matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: text.slice(from, start + match.index), offset: from })
    from = start + match.index + match[0].length
  }
  lines.push({ text: text.slice(from, end), offset: from })
  return lines
}

function isClosing(line: string, marker: string): boolean {
  const match = /(`{3,}|~{3,})[ \t]*$/.exec(line)
  const run = match?.[1] ?? ''
  return (
    run[0] === marker[0] &&
    run.length >= marker.length &&
    /^[\s>]*$/.test(line.slice(0, match?.index))
  )
}

function suffixOf(line: string, value: string): string {
  const plain = line.replaceAll('\0', '\uFFFD')
  if (plain.endsWith(value)) return line.slice(line.length - value.length)
  const rest = value.replace(/^ {1,3}/, '')
  for (let kept = value.length - rest.length; kept > 0; kept--) {
    const tail = `\t${value.slice(kept)}`
    if (plain.endsWith(tail)) return line.slice(line.length - tail.length)
  }
  return line.slice(Math.max(0, line.length - value.length))
}
