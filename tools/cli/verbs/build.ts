import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { outFolder, pagesFolder, type Settings } from '../../manual/index.ts'
import { compileManPages, compileSitePages, readManual } from '../../manual/parsed/index.ts'
import { exitCode } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { publish } from '../../publish/index.ts'
import { plural } from '../../words/index.ts'
import type { Io } from '../io.ts'
import { printTested } from '../print/print-tested.ts'
import { relativeTo } from '../print/relative-to.ts'
import { refuseArguments } from '../read-arguments.ts'
import { testManual } from '../tested/test-manual.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof build [--out DIR]

Check and run every example on every target that works here, then write the man pages and the
site. If anything fails, nothing is written.

  --out DIR  write to DIR/man and DIR/site (default: the configuration's, else man and dist/site)

Examples:
  manproof build && man -M man 7 gup-dax
  manproof build --out /tmp/manual

Exit status: 0 clean; 1 an example fails, a page has errors, or the evidence differs; 2 wrong
command line or configuration; 3 a folder cannot be written, or no example could run.
`

/** `manproof build`. */
export const build: Verb = {
  usage,
  options: { out: { type: 'string' } },
  async run({ values, positionals, io }) {
    refuseArguments(positionals)
    const read = await readManual(io.cwd, [])
    const manual = { ...read, settings: moved(read.settings, outFolder(values['out'], io.cwd)) }
    const { targets } = manual.settings
    // Refuse bad output folders before anything runs.
    for (const kind of ['man', 'site'] as const) pagesFolder(manual.settings, kind)
    const tested = await testManual(manual, { targets, io, compares: true })
    if (io.signal.aborted) return exitCode.interrupted
    const { evidence } = tested
    const outputs = tested.hasErrors
      ? []
      : [await compileManPages(manual, { evidence }), await compileSitePages(manual, { evidence })]
    printTested(tested, 'default', io)
    const isLossy = manual.files.some((file) => file.messages.some(({ fatal }) => fatal === true))
    if (tested.hasErrors || isLossy) {
      io.stderr('nothing written\n')
      return exitCode.findings
    }
    const { summary } = tested.report
    if (summary.runs === 0 && summary.examples > summary.norun.length) {
      io.stderr('manproof: error: Cannot build: no target could run an example\nnothing written\n')
      return exitCode.system
    }
    if (io.signal.aborted) return exitCode.interrupted
    const count = publish(outputs)
    const total = outputs.reduce((sum, output) => sum + output.files.length, 0)
    io.stderr(`${plural(total, 'file')}, ${count} changed\n`)
    const [man, site] = outputs.map((output) => output.folder)
    io.stderr(nextSteps(manual.pages, io, man ?? '', site ?? ''))
    return exitCode.clean
  },
}

function moved(settings: Settings, out: string | undefined): Settings {
  if (out === undefined) return settings
  const site = { ...settings.site, out: join(out, 'site') }
  return { ...settings, man: { out: join(out, 'man') }, site }
}

function nextSteps(pages: readonly Page[], io: Io, man: string, site: string): string {
  // Readers start with an overview.
  const first = pages.find((page) => page.section === '7') ?? pages[0]
  const page = first === undefined ? '' : ` ${first.section} ${first.names[0]}`
  return `
read it:
  man -M ${relativeTo(io.cwd, man)}${page}
  ${pathToFileURL(join(site, 'index.html')).href}
`
}
