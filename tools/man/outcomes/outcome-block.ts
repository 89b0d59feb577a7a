import type { BlockContent, TableCell } from 'mdast'
import { type Evidence, foldOutcomeTable, outcomeTable } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import { plainCell, plainTable } from '../blocks/plain-table.ts'
import { splitWords } from '../blocks/split-words.ts'

/** Source and width of a table of outcomes. */
interface OutcomeSetting {
  readonly evidence: Evidence | undefined
  readonly targets: readonly Target[]
  /** Columns of the longest word that fits; longer ones continue on the next line. */
  readonly room: number
}

/** Table of the outcomes of an example: a row per expectation, a column per targets that agree. */
export function outcomeBlock(
  example: Example,
  { evidence, targets, room }: OutcomeSetting,
): BlockContent[] {
  const cell = (value: string, type?: 'inlineCode'): TableCell =>
    plainCell(splitWords(value, room), type)
  const table = outcomeTable(example, evidence, targets)
  const { columns, rows } = foldOutcomeTable(table, targets)
  if (columns.length === 0 || rows.length === 0) return []
  // Outcomes on some targets must not look like outcomes on all of them.
  const agreed = columns.length === 1 && table.columns.length === targets.length
  const labels = agreed ? ['on every target'] : columns
  const head = [`Outcome of ${example.labels.name}`, ...labels].map((label) => cell(label))
  const body = rows.map((row) => [
    cell(row.code.replace(/^await /, ''), 'inlineCode'),
    ...row.cells.map((outcome) => cell(outcome)),
  ])
  const children = [head, ...body].map((cells) => ({ type: 'tableRow' as const, children: cells }))
  return [plainTable(children)]
}
