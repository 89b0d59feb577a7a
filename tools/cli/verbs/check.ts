import { readManual } from '../../manual/parsed/index.ts'
import { exitCode } from '../../message/index.ts'
import { plural } from '../../words/index.ts'
import { printCounts } from '../print/print-counts.ts'
import { printMessages } from '../print/print-messages.ts'
import { reportJson } from '../print/report-json.ts'
import { checkManual } from '../tested/check-manual.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof check [PAGE...] [--json]

Check the rules and the types of pages. Nothing is run or written.
PAGE is a path, NAME, NAME.SECTION or NAME(SECTION); the default is all pages.

  --json   print the messages as JSON on standard output

Examples:
  manproof check
  manproof check docs/gup-dax.7.md
  manproof check --json | jq -r '.[].ruleId'

Exit status: 0 clean; 1 a page has errors; 2 the command line or the configuration is wrong.
`

/** `manproof check`. */
export const check: Verb = {
  usage,
  options: { json: { type: 'boolean' } },
  async run({ values, positionals, io }) {
    const manual = await readManual(io.cwd, positionals)
    const c = await checkManual(manual, io.signal)
    if (io.signal.aborted) return exitCode.interrupted
    if (values['json']) io.data(reportJson(manual.files))
    const worst = printMessages(manual.files, io)
    const examples = manual.pages.reduce((total, page) => total + page.examples.length, 0)
    printCounts(
      manual.files,
      io,
      `${plural(manual.files.length, 'page')}, ${plural(examples, 'example')} checked`,
    )
    if (c.skipped > 0) {
      const fences = plural(c.skipped, 'fence')
      io.stderr(`skipped: ${fences} in C: no compiler here (apt-get install gcc libc6-dev)\n`)
    }
    return worst === 'error' ? exitCode.findings : exitCode.clean
  },
}
