import type { BlockContent, PhrasingContent, TableCell } from 'mdast'
import type { Example, ExampleEvidence, Target } from '../spec/index.ts'
import { groupOutcomes } from './outcome-groups.ts'

/** Outcomes of an example as a table: a row for each expectation, a column for targets that agree. */
export function outcomeBlock(
  example: Example,
  evidence: ExampleEvidence | undefined,
  targets: readonly Target[],
): BlockContent[] {
  if (!evidence || example.expectations.length === 0) return []
  const groups = groupOutcomes(evidence, targets)
  if (groups.length === 0) return []
  const head = ['Outcome on', ...groups.map((group) => group.label)].map((label) =>
    cell(text(label)),
  )
  const rows = example.expectations.map((expectation, index) => [
    cell({ type: 'inlineCode', value: callOf(example, expectation.expression) }),
    ...groups.map((group) => cell(text(group.outcomes[index] ?? ''))),
  ])
  const children = [head, ...rows].map((cells) => ({ type: 'tableRow' as const, children: cells }))
  return [{ type: 'table', align: [], children, data: { plain: true } as object }]
}

function callOf(example: Example, place: { readonly start: number; readonly end: number }): string {
  return example.code.slice(place.start, place.end).replace(/\s+/g, ' ')
}

function cell(child: PhrasingContent): TableCell {
  return { type: 'tableCell', children: [child] }
}

function text(value: string): PhrasingContent {
  return { type: 'text', value }
}
