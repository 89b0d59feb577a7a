import type { Expectation, Target } from '../outcome/index.ts'
import type { Example } from '../page/index.ts'
import type { Evidence } from './evidence.ts'

/** One `//=>` line with its outcomes. */
export interface OutcomeRow {
  /** 1-based line of the page. */
  readonly line: number
  /** Code of the line without the comment. */
  readonly code: string
  /** Outcomes by column. */
  readonly cells: readonly string[]
}

/** The table below an example. */
export interface OutcomeTable {
  /** Names of targets, or selectors of several. */
  readonly columns: readonly string[]
  readonly rows: readonly OutcomeRow[]
}

/**
 * Lay out the recorded outcomes of an example.
 *
 * @param example
 *   Example.
 * @param evidence
 *   Evidence of its page; stale records are ignored.
 * @param targets
 *   Targets in the order of the columns.
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
 * Merge equal columns, at the position of the first.
 *
 * @param table
 *   Table with a column for each target.
 * @param targets
 *   All configured targets.
 * @returns
 *   Table whose columns are named as by `nameTargets`.
 */
export function foldOutcomeTable(table: OutcomeTable, targets: readonly Target[]): OutcomeTable {
  const groups: number[][] = []
  for (const index of table.columns.keys()) {
    const group = groups.find(([first = -1]) => {
      return table.rows.every(({ cells }) => cells[first] === cells[index])
    })
    if (group) group.push(index)
    else groups.push([index])
  }
  return {
    columns: groups.map((group) =>
      nameTargets(
        group.map((index) => table.columns[index] ?? ''),
        targets,
      ).join(', '),
    ),
    rows: table.rows.map((row) => ({
      ...row,
      cells: groups.map(([first = 0]) => row.cells[first] ?? ''),
    })),
  }
}

/**
 * Name a group of targets concisely.
 *
 * A selector is only used if it selects no other configured target, whether that ran or not:
 * simulated kernels alone are `sim:linux`, not `linux`.
 *
 * @param names
 *   Names of the targets in the group.
 * @param targets
 *   All configured targets.
 * @returns
 *   Selectors and names, in the order of the targets.
 */
export function nameTargets(
  names: readonly string[],
  targets: readonly Target[],
): readonly string[] {
  const labels: string[] = []
  const left = new Set(names)
  for (const name of names) {
    if (!left.has(name)) continue
    const { label, covers } = widest(name, names, targets)
    labels.push(label)
    for (const each of covers) left.delete(each)
  }
  return labels
}

/** The label that covers most of a group, including `name`, and nothing else. */
function widest(
  name: string,
  group: readonly string[],
  targets: readonly Target[],
): { label: string; covers: readonly string[] } {
  const kind = kindOf(name)
  const selectors = targets.find((target) => target.name === name)?.selectors ?? []
  const labels = selectors.toReversed().flatMap((selector) => {
    const all = targets.filter((target) => target.selectors.includes(selector))
    const alike = all.filter((target) => kindOf(target.name) === kind)
    const prefixed = selector === kind ? selector : `${kind}:${selector}`
    return [
      { label: selector, covers: all.map((target) => target.name) },
      { label: prefixed, covers: alike.map((target) => target.name) },
    ]
  })
  const fitting = labels.filter(({ covers }) => covers.every((each) => group.includes(each)))
  const itself = { label: name, covers: [name] }
  return fitting.reduce(
    (best, one) => (one.covers.length > best.covers.length ? one : best),
    itself,
  )
}

/** `sim` of `sim:rfc-v1`. */
function kindOf(name: string): string {
  return name.replace(/:.*/, '')
}

/** Code from the line on which the expression starts, with single spaces. */
function codeOf({ code, lines }: Example, { place, expression }: Expectation): string {
  const from = code.lastIndexOf('\n', expression.start - 1) + 1
  const row = lines.findIndex(({ line }) => line === place.start.line)
  const column = place.start.column - (lines[row]?.column ?? 1)
  const before = code.split('\n').slice(0, row).join('\n')
  const to = before.length + (row > 0 ? 1 : 0) + column
  return code.slice(from, to).trim().replace(/\s+/g, ' ')
}
