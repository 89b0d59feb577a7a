import {
  findExamples,
  type PrintedBlock,
  type PrintedExample,
  printedCode,
} from '../../man/index.ts'
import { hasManual } from '../../manual/index.ts'
import { readManual } from '../../manual/parsed/index.ts'
import { exitCode, usageError } from '../../message/index.ts'
import { packageRoot } from '../../package-info.ts'
import type { Page } from '../../page/index.ts'
import type { Io } from '../io.ts'
import { formatTable } from '../print/format-table.ts'
import { printMessages } from '../print/print-messages.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof extract [EXAMPLE] [--whole]

Print an example of a man page, rendered by man, groff or mandoc and read from standard input.
EXAMPLE is a name or a number; without it, the examples of the page are listed.
Examples of the manual in this folder are recognized in any page, and printed from their source.
In other pages, text that looks like an example only has a number, and its end is a guess.

  --whole   print the whole program, with the lines above the cut, which man pages leave out

Examples:
  man gup-dax | manproof extract
  man gup-dax | manproof extract 3
  man F_LAYOUT | manproof extract errors --whole > errors.ts

Exit status: 0 clean; 1 the page does not have the example; 2 wrong command line.
`

/** `manproof extract`. */
export const extract: Verb = {
  usage,
  options: { whole: { type: 'boolean' } },
  async run({ values, positionals, io }) {
    const [wanted, more] = positionals
    if (more !== undefined) throw usageError(`Unexpected second example \`${more}\`, expected one`)
    if (wanted === undefined && values['whole']) {
      throw usageError('Unexpected `--whole` without an example, expected both')
    }
    const found = readBlocks(await io.stdin(), await readPages(io))
    if (wanted === undefined) {
      io.stdout(listing(found))
      return exitCode.clean
    }
    const block = found.find(
      ({ example }, index) => wanted === example?.labels.name || wanted === `${index + 1}`,
    )
    if (block === undefined) {
      const range =
        found.length === 0 ? 'a man page with examples' : `1 to ${found.length} or a name`
      io.stderr(`manproof: error: Unexpected example \`${wanted}\`, expected ${range}\n`)
      return exitCode.findings
    }
    const { code, example } = block
    const isStrange = example === undefined
    if (isStrange) io.stderr(strange(wanted, values['whole'] === true))
    if (isStrange && values['whole']) return exitCode.findings
    io.data(values['whole'] && example ? withEnd(example.code) : code)
    return exitCode.clean
  },
}

function strange(wanted: string, whole: boolean): string {
  const why = 'no page of this manual has its text'
  return whole
    ? `manproof: error: Cannot complete \`${wanted}\`: ${why}\n`
    : `manproof: warning: Cannot identify \`${wanted}\`: ${why}, and its end is a guess\n`
}

function withEnd(code: string): string {
  return `${code.replace(/\n$/, '')}\n`
}

/** An example of the manual, or text that looks like an example. */
type Block = PrintedBlock & Partial<PrintedExample>

function readBlocks(text: string, pages: readonly Page[]): readonly Block[] {
  const own = pages.filter((page) => isPageOf(text, page))
  const ownFound = findExamples(text, own)
  const found = ownFound.length > 0 ? ownFound : findExamples(text, pages)
  const seen = new Set(found.map(({ example }) => example))
  const isWhole =
    ownFound.length > 0 && own.every(({ examples }) => examples.every((each) => seen.has(each)))
  const others = isWhole ? [] : printedCode(text).filter((block) => isProgram(block, found))
  return [...found, ...others].sort((left, right) => left.start - right.start)
}

/** Compare the first line, which starts with the name of the page. */
function isPageOf(text: string, { names, section }: Page): boolean {
  const head = text.trimStart().split('\n', 1)[0] ?? ''
  return names.some((name) => head.startsWith(`${name}(${section})`))
}

/** Rule out charts, commands, declarations and outcomes, which are also set as code. */
function isProgram({ code, start, end }: PrintedBlock, found: readonly PrintedBlock[]): boolean {
  if (found.some((other) => other.start < end && start < other.end)) return false
  if (/^Outcome of /.test(code)) return false
  const isCall = /^[\w.]+\(.*\)$/m.test(code) && !/[;{]$/m.test(code)
  return isCall || /\/\/=>|^(?:import|const .* =) .*|\bawait\b/m.test(code)
}

/** Read the pages of the manual in this folder, else those of manproof itself. */
async function readPages(io: Io): Promise<readonly Page[]> {
  const cwd = (await hasManual(io.cwd)) ? io.cwd : packageRoot()
  const { all, files } = await readManual(cwd, [])
  // Their examples cannot be recognized.
  const unread = files.filter(({ data }) => data.page === undefined)
  printMessages(unread, io)
  return all
}

function listing(blocks: readonly Block[]): string {
  const rows = blocks.map(({ code, example }, index) => [
    `${index + 1}`,
    example?.labels.name ?? '-',
    code.trimStart().split('\n', 1)[0] ?? '',
  ])
  return formatTable([['NUMBER', 'EXAMPLE', 'FIRST LINE'], ...rows])
}
