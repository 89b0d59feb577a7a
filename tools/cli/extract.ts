import { printedCode } from '../man/index.ts'
import type { Example, Spec } from '../spec/index.ts'
import { exitCode, usageError } from './exit-code.ts'
import { formatTable } from './format-table.ts'
import { hasManual } from './has-manual.ts'
import type { Io } from './io.ts'
import { packageRoot } from './package-info.ts'
import { readManual } from './read-manual.ts'
import type { Verb } from './verbs.ts'

const usage = `Usage: manproof extract [EXAMPLE] [--whole]

Print an example as it stands in a man page that was rendered, by man, groff or mandoc, and comes
in on standard input.
EXAMPLE is the name of an example of the manual, or a number; without it, examples are listed.
Of a page that is not part of the manual here, examples have numbers only.

  --whole   with the lines above the cut, which the man page does not print: a program that runs

Examples:
  man gup-dax | manproof extract
  man gup-dax | manproof extract 3
  man F_LAYOUT | manproof extract errors --whole > errors.ts

Exit status: 0; 1 where the page does not have the example; 2 where the command line is wrong.
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
    const printed = printedCode(await io.stdin()).filter(isProgram)
    const found = nameBlocks(printed, await readSpecs(io))
    if (wanted === undefined) {
      io.stdout(listing(found))
      return exitCode.clean
    }
    const block = found.find(({ name }, index) => wanted === name || wanted === `${index + 1}`)
    if (block === undefined) {
      const range =
        found.length === 0 ? 'a man page with examples' : `1 to ${found.length} or a name`
      io.stderr(`manproof: error: Unexpected example \`${wanted}\`, expected ${range}\n`)
      return exitCode.findings
    }
    if (values['whole'] && block.hidden === undefined) {
      io.stderr(
        `manproof: error: Cannot complete \`${wanted}\`: no page of the manual here has that text\n`,
      )
      return exitCode.findings
    }
    io.stdout(values['whole'] ? `${block.hidden}${block.code}` : block.code)
    return exitCode.clean
  },
}

interface Block {
  readonly code: string
  readonly name?: string
  /** Lines above the cut, the cut included. */
  readonly hidden?: string
}

/** Charts, commands and declarations are code, but no examples. */
function isProgram(code: string): boolean {
  return /\/\/=>|^(?:import|const .* =) .*|\bawait\b/m.test(code)
}

/** A block is an example where it has the same text, but for the blanks before `//=>`. */
function nameBlocks(printed: readonly string[], specs: readonly Spec[]): Block[] {
  const known = new Map(
    specs.flatMap(({ examples }) => examples.map((example) => [settle(example.shown), example])),
  )
  return printed.map((code) => {
    const example = known.get(settle(code))
    return example === undefined ? { code } : { code, ...about(example) }
  })
}

function about({ labels, code, shown }: Example): Pick<Block, 'name' | 'hidden'> {
  return { name: labels.name, hidden: code.slice(0, code.length - shown.length) }
}

function settle(code: string): string {
  return code.trimEnd().replace(/[^\S\n]+(?=\/\/=>)/g, '  ')
}

/** Pages of the manual here, else those of manproof itself. */
async function readSpecs(io: Io): Promise<readonly Spec[]> {
  const cwd = (await hasManual(io.cwd)) ? io.cwd : packageRoot()
  return (await readManual({ ...io, cwd }, [])).all
}

function listing(blocks: readonly Block[]): string {
  const rows = blocks.map(({ code, name }, index) => [
    `${index + 1}`,
    name ?? '-',
    code.split('\n', 1)[0] ?? '',
  ])
  return formatTable([['NUMBER', 'EXAMPLE', 'FIRST LINE'], ...rows])
}
