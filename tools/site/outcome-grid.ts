import type { Evidence, Example, ExampleEvidence, Run, Target } from '../spec/index.ts'

/** Targets whose outcomes are equal, line for line. */
export interface Column {
  readonly runs: readonly { readonly target: string; readonly run: Run }[]
}

/** An expectation and what came of it, in the order of the columns. */
export interface Row {
  /** 0-based line of the comment in `Example.code`. */
  readonly line: number
  /** The expression, on one line. */
  readonly code: string
  readonly cells: readonly string[]
}

/** What the evidence says of one example. */
export interface OutcomeGrid {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Targets without a recorded run, in the order of the configuration. */
  readonly absent: readonly string[]
  /** Whether runs were recorded, but of an older version of the example. */
  readonly stale: boolean
}

/** Lay out what was recorded of an example; targets that agree on every line share a column. */
export function readOutcomeGrid(
  example: Example,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): OutcomeGrid {
  const recorded = evidence?.examples[example.labels.name]
  const stale = recorded !== undefined && recorded.hash !== example.hash
  const runs = recorded === undefined || stale ? [] : runsOf(recorded, targets)
  const columns = foldEqual(runs)
  const present = new Set(runs.map(({ target }) => target))
  return {
    columns,
    rows: example.expectations.map((expectation, index) => ({
      line: example.lines.findIndex(({ line }) => line === expectation.place.start.line),
      code: readExpression(example, index),
      cells: columns.map(({ runs: [first] }) => first?.run.outcomes[index] ?? 'not reached'),
    })),
    absent: targets.map(({ name }) => name).filter((name) => !present.has(name)),
    stale,
  }
}

function runsOf(recorded: ExampleEvidence, targets: readonly Target[]): Column['runs'] {
  const order = new Map(targets.map(({ name }, index) => [name, index]))
  return Object.entries(recorded.runs)
    .map(([target, run]) => ({ target, run }))
    .sort((a, b) => (order.get(a.target) ?? order.size) - (order.get(b.target) ?? order.size))
}

function foldEqual(runs: Column['runs']): readonly Column[] {
  const columns = new Map<string, Column>()
  for (const entry of runs) {
    const key = JSON.stringify(entry.run.outcomes)
    columns.set(key, { runs: [...(columns.get(key)?.runs ?? []), entry] })
  }
  return [...columns.values()]
}

function readExpression(example: Example, index: number): string {
  const { start = 0, end = 0 } = example.expectations[index]?.expression ?? {}
  return example.code.slice(start, end).replace(/\s+/g, ' ').trim()
}
