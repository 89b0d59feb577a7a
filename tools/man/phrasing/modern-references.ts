import { referenceSection } from '../../words/index.ts'
import { fontMacros } from '../roff/font-line.ts'
import { type Line, request, text } from '../roff/line.ts'

/** A name in a line, perhaps protected from hyphenation. */
const page = /^(?:\\%)?([A-Za-z_](?:[\w.+:]|\\-)*)$/
const section = new RegExp(String.raw`^\((${referenceSection})\)(.*)$`)

/**
 * Replace each `.BR fcntl (2)` with `.MR`.
 *
 * Text before a name, or between names, becomes a separate line that ends in `\c`. A tag that would
 * need such a line is unchanged: groff 1.23 would take the line for the whole tag.
 *
 * @see groff_man(7), 1.23.0, `.MR`; measured: test/man/phrasing/modern-references.test.ts
 */
export function modernReferences(lines: readonly Line[]): Line[] {
  return lines.flatMap((line, index) => {
    const parts = partsOf(line)
    if (!parts?.some((part) => part.kind === 'reference')) return [line]
    const before = lines[index - 1]
    const isTag = before?.kind === 'request' && (before.name === 'TP' || before.name === 'TQ')
    if (isTag && parts.some((part) => part.kind === 'words')) return [line]
    return parts.map((part, at) => partLine(part, at === parts.length - 1))
  })
}

interface Word {
  readonly font: 'B' | 'R'
  readonly text: string
}

/** A reference with the text glued to it, or words in one or two fonts. */
type Part =
  | { readonly kind: 'reference'; readonly args: readonly [string, string, string] }
  | { readonly kind: 'words'; readonly words: Word[] }

/** Parts of a line in bold and roman; `undefined` for other lines. */
function partsOf(line: Line): Part[] | undefined {
  if (line.kind !== 'request' || (line.name !== 'BR' && line.name !== 'RB')) return undefined
  const first = line.name === 'BR' ? 0 : 1
  const words = line.args.map(
    (value, at): Word => ({ font: (at + first) % 2 === 0 ? 'B' : 'R', text: value }),
  )
  const parts: Part[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word
    const args = word.font === 'B' ? argumentsOf(word.text, words[at + 1]?.text ?? '') : undefined
    const last = parts.at(-1)
    if (args) {
      parts.push({ kind: 'reference', args })
      at += 1
    } else if (last?.kind === 'words') last.words.push(word)
    else parts.push({ kind: 'words', words: [word] })
  }
  return parts
}

function argumentsOf(bold: string, roman: string): [string, string, string] | undefined {
  const [, name] = page.exec(bold) ?? []
  const [, number, after = ''] = section.exec(roman) ?? []
  return name === undefined || number === undefined ? undefined : [name, number, after]
}

/** A part as a line, which continues without a blank if others follow. */
function partLine(part: Part, isLast: boolean): Line {
  const joint = isLast ? '' : '\\c'
  if (part.kind === 'reference') {
    const [name, number, after] = part.args
    return request('MR', name, number, ...(after + joint === '' ? [] : [after + joint]))
  }
  const [first] = part.words
  const args = part.words.map((word) => word.text)
  const last = args.pop() ?? ''
  if (first?.font === 'R' && args.length === 0) return text(last.replace(/^\\%/, '') + joint)
  const fonts = args.length === 0 ? 'B' : first?.font === 'B' ? 'BR' : 'RB'
  const macro = fontMacros.find((known) => known === fonts)
  return request(macro ?? 'B', ...args, last + joint)
}
