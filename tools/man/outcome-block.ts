import type { BlockContent } from 'mdast'
import {
  type Evidence,
  type Example,
  foldOutcomeTable,
  outcomeTable,
  type Target,
} from '../spec/index.ts'
import { plainCell, plainTable } from './plain-table.ts'

/** Outcomes of an example as a table: a row for each expectation, a column for targets that agree. */
export function outcomeBlock(
  example: Example,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): BlockContent[] {
  const table = outcomeTable(example, evidence, targets)
  const { columns, rows } = foldOutcomeTable(table, targets)
  if (columns.length === 0 || rows.length === 0) return []
  // What ran on some targets only must not look as if it had been seen on all.
  const agreed = columns.length === 1 && table.columns.length === targets.length
  const labels = agreed ? ['on every target'] : columns
  const head = [`Outcome of ${example.labels.name}`, ...labels].map((label) => plainCell(label))
  const body = rows.map((row) => [
    plainCell(row.code.replace(/^await /, ''), 'inlineCode'),
    ...row.cells.map((outcome) => plainCell(outcome)),
  ])
  const children = [head, ...body].map((cells) => ({ type: 'tableRow' as const, children: cells }))
  return [plainTable(children)]
}
