import { type Evidence, nameTargets, outcomeTable, type Run } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'

/** Targets with equal outcomes on every line. */
export interface Column {
  /** Selectors and names that stand for the targets. */
  readonly labels: readonly string[]
  readonly runs: readonly { readonly target: string; readonly run: Run }[]
}

/** An expectation and its outcomes, in the order of the columns. */
export interface Row {
  /** 0-based line of the comment in `Example.code`. */
  readonly line: number
  /** Code of the line, without the comment. */
  readonly code: string
  readonly cells: readonly string[]
}

/** Recorded outcomes of an example. */
export interface OutcomeGrid {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Targets without a recorded run, in the order of the configuration. */
  readonly absent: readonly string[]
  /** Whether the recorded runs are of an older version of the example. */
  readonly stale: boolean
}

/**
 * Lay out the recorded outcomes of an example, with one column for targets that agree on every
 * line.
 */
export function readOutcomeGrid(
  example: Example,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): OutcomeGrid {
  const recorded = evidence?.examples[example.labels.name]
  const table = outcomeTable(example, evidence, targets)
  const groups = groupEqual(table.columns, (index) => table.rows.map(({ cells }) => cells[index]))
  return {
    columns: groups.map((group) => ({
      labels: nameTargets(
        group.flatMap((index) => table.columns[index] ?? []),
        targets,
      ),
      runs: group.flatMap((index) => {
        const target = table.columns[index] ?? ''
        const run = recorded?.runs[target]
        return run === undefined ? [] : [{ target, run }]
      }),
    })),
    rows: table.rows.map(({ line, code, cells }) => ({
      line: example.lines.findIndex((point) => point.line === line),
      code,
      cells: groups.map(([first = 0]) => cells[first] || 'not reached'),
    })),
    absent: targets.map(({ name }) => name).filter((name) => !table.columns.includes(name)),
    stale: recorded !== undefined && recorded.hash !== example.hash,
  }
}

function groupEqual(
  columns: readonly string[],
  cellsOf: (index: number) => readonly unknown[],
): readonly number[][] {
  const groups = new Map<string, number[]>()
  for (const index of columns.keys()) {
    const key = JSON.stringify(cellsOf(index))
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  return [...groups.values()]
}
