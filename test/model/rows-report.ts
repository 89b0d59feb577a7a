import { readdirSync, readFileSync } from 'node:fs'
import type { Row } from './rows.ts'
import { exampleRows, rows, scenarioRows } from './rows.ts'

/** A row, and what demonstrates it. */
export interface Demonstrated extends Row {
  readonly tests: readonly string[]
  readonly examples: readonly string[]
}

const folder = new URL('.', import.meta.url)
const id = String.raw`(?:[A-GQX]\d+[a-z]?|2\.\d)`
/** A title that begins with the rows it shows: `A24, Q2: …`. */
const title = new RegExp(String.raw`(['"\`])(${id}(?:, ${id})*): ((?:(?!\1).)+)\1`, 'g')

function titled(): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      const shown = [...text.matchAll(title)].flatMap(([, , ids = '', rest]) =>
        ids.split(', ').map((row) => [row, `${file}: ${ids}: ${rest}`] as const),
      )
      // The pitfalls of ordinary leases have numbers of their own.
      const pitfalls = [...text.matchAll(/test\((['"])(\d+: (?:(?!\1).)+)\1/g)]
      return [...shown, ...pitfalls.map(([, , rest]) => ['2.2', `${file}: ${rest}`] as const)]
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

/** Every row with the tests and examples that name it. */
export function demonstrated(): readonly Demonstrated[] {
  const tests = byRow([...turned(scenarioRows), ...titled()])
  const examples = byRow(turned(exampleRows))
  return rows.map((row) => ({
    ...row,
    tests: tests.get(row.id) ?? [],
    examples: examples.get(row.id) ?? [],
  }))
}

/** Ids that a test or the table of examples names and the specification does not have. */
export function unknownRows(): readonly string[] {
  const known = new Set(rows.map((row) => row.id))
  const named = [...turned(scenarioRows), ...turned(exampleRows), ...titled()]
  return [...new Set(named.map(([row]) => row))].filter((row) => !known.has(row))
}

function line({ id: row, tag, says, beyond, tests, examples }: Demonstrated): string {
  const count = tests.length === 0 ? (beyond ?? 'none') : String(tests.length)
  return `| ${row} | ${tag} | ${says} | ${count} | ${examples.join(', ')} |\n`
}

/** The report as Markdown. */
export function rowsPage(all: readonly Demonstrated[]): string {
  const shown = all.filter(({ tests, examples }) => tests.length + examples.length > 0).length
  const beyond = all.filter((row) => row.beyond !== undefined).length
  const missing = all.filter(({ tests, examples, beyond: why }) => {
    return tests.length + examples.length === 0 && why === undefined
  })
  const names = missing.length === 0 ? 'none' : missing.map((row) => row.id).join(', ')
  return `# Rows of the specification

Written by \`npm run rows\`; the tests themselves are listed in \`rows.json\`.

${all.length} rows; ${shown} are demonstrated, ${beyond} are beyond the model, and these have no
demonstration: ${names}.

| row | tag | what it says | tests | examples |
| --- | --- | --- | --- | --- |
${all.map(line).join('')}`
}
