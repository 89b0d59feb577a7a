import { escapeInlineCode, escapeProse, trimEscaped } from '../roff/escape.ts'
import { type Line, request, settingLines, text } from '../roff/line.ts'
import { escapeNameText } from '../roff/name-text.ts'

/** Content of `.TH` and of the NAME section. */
export interface Header {
  /** At least one; the first names the page. */
  readonly names: readonly string[]
  /** `7`, `2const`. */
  readonly section: string
  /** The phrase after the names. */
  readonly title: string
  /** ISO date. */
  readonly date: string
  /** Package that the page belongs to, such as `manproof 0.1.0`; default: the first name. */
  readonly version?: string
  /** Name of the manual; default: by section. */
  readonly manual?: string
}

/** Manuals by the first digit of a section; groff has no name for sections such as 2const. */
const manuals: Readonly<Record<string, string>> = {
  '1': 'General Commands Manual',
  '2': 'System Calls Manual',
  '3': 'Library Functions Manual',
  '4': 'Kernel Interfaces Manual',
  '5': 'File Formats Manual',
  '6': 'Games Manual',
  '7': 'Miscellaneous Information Manual',
  '8': "System Manager's Manual",
  '9': "Kernel Developer's Manual",
}

/** Make the first lines of a page: title line, settings, NAME. */
export function headerLines(header: Header): Line[] {
  return [titleLine(header), ...settingLines(), request('SH', 'NAME'), ...nameLines(header)]
}

/**
 * Title line, which keeps the case of the name, and always has a fourth argument.
 *
 * @see man-pages(7), "Title line"; mandoc 1.14.6 warns about a date that is not ISO; groff 1.23 and 1.24
 *   with `CHECKSTYLE` about a fourth argument that is missing or empty
 */
function titleLine(header: Header): Line {
  const [name = ''] = header.names
  const manual = header.manual ?? manuals[header.section.slice(0, 1)] ?? ''
  const topic = escapeInlineCode(name)
  const owner = header.version ? escapeProse(header.version) : topic
  return request('TH', topic, header.section, header.date, owner, escapeProse(manual))
}

/** Longest line of NAME; mandoc warns from 81 bytes on. */
const width = 76

/**
 * NAME section, in the form that lexgrog reads: all names, one `\-`, a phrase.
 *
 * @see lexgrog(1), man-db 2.11.2, which joins lines
 */
function nameLines(header: Header): Line[] {
  const names = header.names.map(escapeInlineCode).join(', ')
  // Programs that read this section need a phrase.
  const phrase = trimEscaped(escapeNameText(header.title)) || names
  const lines: string[] = []
  for (const word of `${names} \\- ${phrase}`.split(/(?<!\\) /)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines.map(text)
}
