import type { Expectation, Target } from '../outcome/index.ts'
import type { Example } from '../page/index.ts'
import type { Evidence } from './evidence.ts'

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
 * Merge columns that are equal; what they came to stands where the first of them stood.
 *
 * @param table
 *   Table with a column for each target.
 * @param targets
 *   Give the words for several targets.
 * @returns
 *   Table whose columns are named by selectors that stand for these targets and for no others.
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
 * Name a group of targets in few words.
 *
 * The words are selectors that stand for nothing else that is configured, whether it ran or not,
 * so that `linux` is not said of what only a simulator did; that is `sim:linux`.
 *
 * @param names
 *   Targets of the group.
 * @param targets
 *   All that are configured.
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
    const { label, stands } = widest(name, names, targets)
    labels.push(label)
    for (const each of stands) left.delete(each)
  }
  return labels
}

/** The label that stands for most of a group, one member of it included, and for nothing else. */
function widest(
  name: string,
  group: readonly string[],
  targets: readonly Target[],
): { label: string; stands: readonly string[] } {
  const kind = kindOf(name)
  const selectors = targets.find((target) => target.name === name)?.selectors ?? []
  const labels = selectors.toReversed().flatMap((selector) => {
    const all = targets.filter((target) => target.selectors.includes(selector))
    const alike = all.filter((target) => kindOf(target.name) === kind)
    const prefixed = selector === kind ? selector : `${kind}:${selector}`
    return [
      { label: selector, stands: all.map((target) => target.name) },
      { label: prefixed, stands: alike.map((target) => target.name) },
    ]
  })
  const fitting = labels.filter(({ stands }) => stands.every((each) => group.includes(each)))
  const itself = { label: name, stands: [name] }
  return fitting.reduce(
    (best, one) => (one.stands.length > best.stands.length ? one : best),
    itself,
  )
}

/** `sim` of `sim:rfc-v1`. */
function kindOf(name: string): string {
  return name.replace(/:.*/, '')
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
