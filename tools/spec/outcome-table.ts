import type { Evidence } from './evidence.ts'
import type { Example, Expectation } from './spec.ts'
import type { Target } from './target.ts'

/** One `//=>` line and what it came to. */
export interface OutcomeRow {
  /** 1-based line of the page. */
  readonly line: number
  /** Code of the line without the comment. */
  readonly code: string
  /** Outcomes in the order of the columns. */
  readonly cells: readonly string[]
}

/** What a reader sees under an example. */
export interface OutcomeTable {
  /** Names of targets, or what stands for several of them. */
  readonly columns: readonly string[]
  readonly rows: readonly OutcomeRow[]
}

/**
 * Lay out the recorded outcomes of an example.
 *
 * @param example
 *   Example.
 * @param evidence
 *   Of its page, where there is a file; what is stale counts as not recorded.
 * @param targets
 *   Give the order of the columns.
 * @returns
 *   A column for each target that ran, a row for each expectation.
 */
export function outcomeTable(
  example: Example,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): OutcomeTable {
  const entry = Object.entries(evidence?.examples ?? {}).find(
    ([name, { hash }]) => name === example.labels.name && hash === example.hash,
  )
  const runs = new Map(Object.entries(entry?.[1].runs ?? {}))
  const columns = targets.map(({ name }) => name).filter((name) => runs.has(name))
  const rows = example.expectations.map((expectation, index) => ({
    line: expectation.place.start.line,
    code: codeOf(example, expectation),
    cells: columns.map((name) => runs.get(name)?.outcomes[index] ?? ''),
  }))
  return { columns, rows }
}

/**
 * Merge neighbouring columns that are equal.
 *
 * @param table
 *   Table with a column for each target.
 * @param targets
 *   Give the words for several targets.
 * @returns
 *   Table whose columns are named by the most specific selector that stands for exactly these
 *   targets among those that ran, else by their names.
 */
export function foldOutcomeTable(table: OutcomeTable, targets: readonly Target[]): OutcomeTable {
  const groups: number[][] = []
  for (const index of table.columns.keys()) {
    const group = groups.at(-1)
    const first = group?.[0] ?? -1
    if (group && table.rows.every(({ cells }) => cells[first] === cells[index])) group.push(index)
    else groups.push([index])
  }
  const ran = targets.filter(({ name }) => table.columns.includes(name))
  return {
    columns: groups.map((group) =>
      nameOf(
        group.map((index) => table.columns[index] ?? ''),
        ran,
      ),
    ),
    rows: table.rows.map((row) => ({
      ...row,
      cells: groups.map(([first = 0]) => row.cells[first] ?? ''),
    })),
  }
}

function nameOf(names: readonly string[], ran: readonly Target[]): string {
  const members = ran.filter(({ name }) => names.includes(name))
  const stands = (selector: string): boolean =>
    ran.every(({ name, selectors }) => selectors.includes(selector) === names.includes(name))
  const selector = members[0]?.selectors.findLast(stands)
  return names.length > 1 && selector !== undefined ? selector : names.join(', ')
}

/** From the line on which the expression starts, white space made single. */
function codeOf({ code, lines }: Example, { place, expression }: Expectation): string {
  const from = code.lastIndexOf('\n', expression.start - 1) + 1
  const row = lines.findIndex(({ line }) => line === place.start.line)
  const column = place.start.column - (lines[row]?.column ?? 1)
  const before = code.split('\n').slice(0, row).join('\n')
  const to = before.length + (row > 0 ? 1 : 0) + column
  return code.slice(from, to).trim().replace(/\s+/g, ' ')
}
