import type { VFile } from 'vfile'
import { report } from '../../message/index.ts'
import type { Place } from '../../outcome/index.ts'
import { expectedOf, isRecord, kindOf, textKind } from '../../words/index.ts'
import type { Example } from '../page.ts'
import type { PageText } from '../text/page-text.ts'
import { placeIn } from '../text/place-in.ts'

type Quoting = Pick<Example, 'code' | 'lines' | 'labels' | 'place'>

/** A file that a page quotes: its text, or why it cannot be read. */
export type QuotedFile =
  | { readonly text: string }
  /** Follows "Cannot read X: ". */
  | { readonly problem: string }

/**
 * Compare an example with the program that its `file` label names.
 *
 * @param label
 *   Place of the label.
 */
export function checkQuote(
  page: PageText,
  example: Quoting,
  label: Place,
  readFile: (path: string, page: VFile) => QuotedFile,
): void {
  const { file } = example.labels
  if (file === undefined) return
  const [path = '', region] = file.split('#')
  const read = readQuote(readFile(path, page.file))
  if ('problem' in read) {
    report(page.file, 'quoted-file', `Cannot read \`${path}\`: ${read.problem}`, label)
    return
  }
  const text = read.text.replace(/\r\n?/g, '\n')
  const quoted = region === undefined ? text.replace(/\n$/, '') : regionOf(text, region)
  if (quoted === undefined) {
    const names = [...text.matchAll(/^\s*\/\/ ?#region (\S+)\s*$/gm)].map((match) => match[1] ?? '')
    const expected =
      names.length === 0 ? `\`// #region ${region}\`` : expectedOf(region ?? '', names)
    const reason = `Unexpected region \`${region}\` of \`${path}\`, expected ${expected}`
    report(page.file, 'quoted-file', reason, label)
    return
  }
  compare(page, example, quoted)
}

/** Check what `readFile` returns, which is a function of another program. */
function readQuote(read: unknown): QuotedFile {
  if (isRecord(read) && (textKind.accepts(read['text']) || textKind.accepts(read['problem']))) {
    return read as QuotedFile
  }
  const expected = '`{ text }` or `{ problem }`, both strings'
  throw new TypeError(`Unexpected ${kindOf(read)} from \`readFile\`, expected ${expected}`)
}

function compare(page: PageText, example: Quoting, quoted: string): void {
  const actual = example.code.split('\n')
  const expected = quoted.split('\n')
  const index = actual.findIndex((line, at) => line !== expected[at])
  if (index === -1 && actual.length === expected.length) return
  const line = index === -1 ? actual.length : index
  const before = actual.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0)
  const start = Math.min(before + sameLength(actual[line], expected[line]), example.code.length)
  const end = Math.min(before + (actual[line]?.length ?? 0), example.code.length)
  const reason = `Unexpected text of the quoted \`${example.labels.file}\`, expected ${wordsFor(expected[line])}`
  report(page.file, 'quoted-text', reason, placeIn(example, start, Math.max(start, end)))
}

function wordsFor(line: string | undefined): string {
  if (line === undefined) return 'its end'
  return line.trim() === '' ? 'an empty line' : `\`${line.trim()}\``
}

function sameLength(left = '', right = ''): number {
  let length = 0
  while (length < left.length && left[length] === right[length]) length += 1
  return length
}

/** Lines between the region marks, without their common indentation. */
function regionOf(text: string, name: string): string | undefined {
  const lines = text.split('\n')
  const from = lines.findIndex(
    (line) => /^\s*\/\/ ?#region /.test(line) && line.trim().endsWith(` ${name}`),
  )
  if (from === -1) return undefined
  const length = lines.slice(from + 1).findIndex((line) => /^\s*\/\/ ?#endregion\b/.test(line))
  const body = length === -1 ? lines.slice(from + 1) : lines.slice(from + 1, from + 1 + length)
  const indents = body.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  const indent = Math.min(...indents, Number.MAX_SAFE_INTEGER)
  return body.map((line) => line.slice(Math.min(indent, line.length))).join('\n')
}
