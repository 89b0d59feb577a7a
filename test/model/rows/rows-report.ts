import { readFileSync } from 'node:fs'
import type { Row } from './rows.ts'
import { exampleRows, rows, scenarioRows } from './rows.ts'
import { readRan } from './shows.ts'

/** A row and its demonstrations. */
export interface Demonstrated extends Row {
  readonly tests: readonly string[]
  readonly examples: readonly string[]
  /** Kinds of demonstrations that ran, by target. */
  readonly on: Readonly<Record<string, readonly ('test' | 'example')[]>>
}

const folder = new URL('.', import.meta.url)
const id = String.raw`(?:[A-GQX]\d+[a-z]?|2\.\d\.\d+|[245]\.\d+)`
/** A title that begins with its rows: `A24, Q2: …`. */
const title = new RegExp(`^[\\w-]+\\.test\\.ts: (${id}(?:, ${id})*): `)
const record = readRan()

function titled(): readonly (readonly [string, string])[] {
  return Object.keys(record).flatMap((name) => {
    const ids = title.exec(name)?.[1]?.split(', ') ?? []
    // Pitfalls of ordinary leases have other numbers.
    const pitfall = /^pitfalls\.test\.ts: \d+: /.test(name) ? ['2.2'] : []
    return [...ids, ...pitfall].map((row) => [row, name] as const)
  })
}

function byRow(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string[]> {
  const map = new Map<string, string[]>()
  for (const [row, shown] of pairs) {
    const known = map.get(row) ?? []
    if (!known.includes(shown)) map.set(row, [...known, shown])
  }
  return map
}

function turned(table: Readonly<Record<string, readonly string[]>>): (readonly [string, string])[] {
  return Object.entries(table).flatMap(([name, ids]) => ids.map((row) => [row, name] as const))
}

/** List all rows with the tests and examples that name them. */
export function demonstrated(): readonly Demonstrated[] {
  const tests = byRow([...turned(scenarioRows), ...titled()])
  const examples = byRow(turned(exampleRows))
  return rows.map((row) => {
    const shown = { tests: tests.get(row.id) ?? [], examples: examples.get(row.id) ?? [] }
    return { ...row, ...shown, on: targetsOf(shown.tests, shown.examples) }
  })
}

/** List the demonstrations that never ran. */
export function neverRan(): readonly string[] {
  return demonstrated().flatMap(({ tests }) => tests.filter((name) => record[name] === undefined))
}

/** Find the targets of examples in the evidence, and those of tests in the record. */
function targetsOf(tests: readonly string[], examples: readonly string[]): Demonstrated['on'] {
  const on = new Map<string, Set<'test' | 'example'>>()
  const note = (target: string, what: 'test' | 'example') =>
    on.set(target, (on.get(target) ?? new Set()).add(what))
  for (const name of tests) for (const profile of record[name] ?? []) note(`sim:${profile}`, 'test')
  for (const name of examples) for (const target of evidenceOf(name)) note(target, 'example')
  return Object.fromEntries([...on].sort().map(([target, whats]) => [target, [...whats].sort()]))
}

interface Evidence {
  readonly examples: Readonly<Record<string, { readonly runs?: Readonly<Record<string, unknown>> }>>
}

function evidenceOf(name: string): readonly string[] {
  const [page = '', example = ''] = name.split('#')
  const file = new URL(`../../../docs/evidence/${page}.json`, folder)
  const { examples }: Evidence = JSON.parse(readFileSync(file, 'utf8'))
  return Object.keys(examples[example]?.runs ?? {})
}

/** List the ids of tests and examples that the specification lacks. */
export function unknownRows(): readonly string[] {
  const known = new Set(rows.map((row) => row.id))
  const named = [...turned(scenarioRows), ...turned(exampleRows), ...titled()]
  return [...new Set(named.map(([row]) => row))].filter((row) => !known.has(row))
}

/** Profiles of the simulator with their own columns. */
const columns = ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2']

function cell(whats: readonly string[] | undefined): string {
  return (whats ?? []).map((what) => what.slice(0, 1)).join('+')
}

function line({ id: row, tag, says, beyond, tests, examples, on }: Demonstrated): string {
  const count = tests.length === 0 ? '' : String(tests.length)
  const targets = Object.keys(on)
  const variants = targets.filter((name) => name.includes('+')).map((name) => name.slice(4))
  const kernels = targets.filter((name) => !name.startsWith('sim:'))
  const cells = columns.map((name) => cell(on[`sim:${name}`]))
  const last = beyond === undefined ? examples.join(', ') : `*beyond the model: ${beyond}*`
  const words = [row, tag, says, ...cells, variants.join(', '), kernels.join(', '), count, last]
  return `| ${words.map((word) => word.replaceAll(' | ', ' \\| ')).join(' | ')} |\n`
}

function countOn(all: readonly Demonstrated[], target: string): number {
  return all.filter(({ on }) => on[target] !== undefined).length
}

/** Format the report as Markdown. */
export function rowsPage(all: readonly Demonstrated[]): string {
  const shown = all.filter(({ tests, examples }) => tests.length + examples.length > 0).length
  const beyond = all.filter((row) => row.beyond !== undefined).length
  const missing = all.filter(({ tests, examples, beyond: why }) => {
    return tests.length + examples.length === 0 && why === undefined
  })
  const names = missing.length === 0 ? 'none' : missing.map((row) => row.id).join(', ')
  const targets = [...new Set(all.flatMap(({ on }) => Object.keys(on)))].sort()
  const counts = targets.map((name) => `| ${name} | ${countOn(all, name)} |\n`).join('')
  return `# Rows of the specification

Every rule that the posted patches, the mails about them, and the kernels since have for layout
leases and for pins of FS-DAX files is a row. Written by \`npm run reports rows\` from what ran: a test of
the model tells which profiles it made, an example of a page what its evidence records. The tests
themselves are listed in \`rows.json\`, and \`test/model\` fails when they run elsewhere than it says.

${all.length} rows; ${shown} are demonstrated, ${beyond} are beyond the model, and these have no
demonstration: ${names}.

| target | rows demonstrated on it |
| --- | --- |
${counts}
In the columns of profiles, \`t\` is a test and \`e\` an example of a page. The tags: C is seen in
posted code, S was said, D is deduced from code, K is general knowledge of the kernel.

| row | tag | what it says | v1 | v2 | 6.1 | 6.12 | 6.18 | 7.2 | variants | real kernels | tests | examples |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${all.map(line).join('')}`
}
