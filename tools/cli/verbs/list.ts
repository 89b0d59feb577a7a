import { readManual } from '../../manual/parsed/index.ts'
import { exitCode } from '../../message/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Example, Page } from '../../page/index.ts'
import { formatTable } from '../print/format-table.ts'
import { printMessages } from '../print/print-messages.ts'
import { selectTargets } from '../tested/select-targets.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof list [PAGE...] [--json]

List the examples with their place, labels, and targets that the labels allow.
\`manproof doctor\` lists the targets that work here.

  --json   print the list as JSON

Examples:
  manproof list
  manproof list gup-dax
  manproof list --json | jq -r '.[] | select(.norun) | .name'

Exit status: 0 clean; 1 a page has errors; 2 wrong command line or configuration.
`

/** `manproof list`. */
export const list: Verb = {
  usage,
  options: { json: { type: 'boolean' } },
  async run({ values, positionals, io }) {
    const manual = await readManual(io.cwd, positionals)
    const rows = manual.pages.flatMap((page) =>
      page.examples.map((example) => rowOf(page, example, manual.settings.targets)),
    )
    if (values['json']) io.data(`${JSON.stringify(rows, null, 2)}\n`)
    else io.stdout(tableOf(rows, manual.settings.targets))
    return printMessages(manual.files, io) === 'error' ? exitCode.findings : exitCode.clean
  },
}

interface Row {
  readonly page: string
  readonly line: number
  readonly name: string
  readonly fs: string
  readonly needs: readonly string[]
  readonly targets: readonly string[]
  readonly expectations: number
  readonly hash: string
  readonly file?: string
  readonly norun?: string
}

function rowOf(
  page: Page,
  { labels, place, ...example }: Example,
  targets: readonly Target[],
): Row {
  return {
    page: page.file.path,
    line: place.start.line,
    name: labels.name,
    fs: labels.fs,
    needs: labels.needs,
    targets: selectTargets(targets, labels.targets).map((target) => target.name),
    expectations: example.expectations.length,
    hash: example.hash,
    ...(labels.file === undefined ? {} : { file: labels.file }),
    ...(labels.norun === undefined ? {} : { norun: labels.norun }),
  }
}

function tableOf(rows: readonly Row[], targets: readonly Target[]): string {
  const cells = rows.map((row) => [
    `${row.page}:${row.line}`,
    row.name,
    row.fs,
    row.needs.join(',') || '-',
    row.norun === undefined
      ? row.targets.length === targets.length
        ? 'all'
        : row.targets.join(',')
      : `not run: ${row.norun}`,
  ])
  return formatTable([['PLACE', 'EXAMPLE', 'FS', 'NEEDS', 'TARGETS'], ...cells])
}
