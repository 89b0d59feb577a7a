import process from 'node:process'
import type { CChecked } from '../check/index.ts'
import { cachePath, type Manual, readManual, toolStamp } from '../manual/index.ts'
import { exitCode, systemError } from '../message/index.ts'
import { plural } from '../words/index.ts'
import { printCounts } from './print-counts.ts'
import { printMessages } from './print-messages.ts'
import { reportJson } from './report-json.ts'
import type { Verb } from './verbs.ts'

const usage = `Usage: manproof check [PAGE...] [--json]

Check the rules and the types of pages. Nothing is run, nothing is written.
A page is named by its path, or as NAME, NAME.SECTION or NAME(SECTION); none: all pages.

  --json   print the messages as a list of objects on standard output

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
    const examples = manual.specs.reduce((total, spec) => total + spec.examples.length, 0)
    printCounts(
      manual.files,
      io,
      `${plural(manual.files.length, 'page')}, ${plural(examples, 'example')} checked`,
    )
    if (c.skipped > 0) {
      const fences = plural(c.skipped, 'fence')
      io.stderr(`skipped: ${fences} in C, no compiler here (apt-get install gcc libc6-dev)\n`)
    }
    return worst === 'error' ? exitCode.findings : exitCode.clean
  },
}

/**
 * Check what can be known of pages without running them.
 *
 * @param manual
 *   Pages; what is wrong becomes messages on their files.
 * @param signal
 *   Ends the check; what is found then is not all.
 * @returns
 *   What became of the fences in C.
 * @throws {CliError} exit 3
 *   Where `CC` names no program.
 */
export async function checkManual(manual: Manual, signal: AbortSignal): Promise<CChecked> {
  const [{ checkC, checkTypes }, { checkStyle }] = await Promise.all([
    import('../check/index.ts'),
    import('../pipeline.ts'),
  ])
  const { root } = manual.settings
  const cache = { folder: cachePath(root, 'types'), stamp: toolStamp() }
  const types = checkTypes(manual.specs, { root, signal, cache })
  const named = process.env['CC'] || undefined
  const c = checkC(manual.specs, { ...(named && { compiler: named }), signal })
  for (const { tree, file } of manual.specs) await checkStyle.run(tree, file)
  const [checked] = await Promise.all([c, types])
  // Whoever names a compiler wants it to be asked.
  if (named === undefined || checked.skipped === 0) return checked
  throw systemError(`Cannot find the compiler \`${named}\`, which the environment names as \`CC\``)
}
