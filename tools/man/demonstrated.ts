import type { RootContent, TableRow } from 'mdast'
import type { Evidence, Run, Spec, Target } from '../spec/index.ts'
import { plainCell, plainTable } from './plain-table.ts'
import { sortTargets } from './sort-targets.ts'

/** What the page rests on: the targets that ran its examples, their kernels, and when. */
export function demonstrated(
  spec: Spec,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): RootContent[] {
  const runs = runsByTarget(spec, evidence)
  if (runs.size === 0) return []
  const rows = sortTargets([...runs.keys()], targets).map((name) =>
    rowOf(name, runs.get(name) ?? [], spec),
  )
  const head = row(['Target', 'Examples', 'Kernel', 'Filesystems', 'Recorded'])
  const table = plainTable([head, ...rows])
  return [
    { type: 'heading', depth: 3, children: [{ type: 'text', value: 'Demonstrated' }] },
    paragraph(
      'The examples of this page were executed, with the outcomes printed below each of them:',
    ),
    table,
    ...skipped(spec).map(paragraph),
  ]
}

function runsByTarget(spec: Spec, evidence: Evidence | undefined): Map<string, Run[]> {
  const found = new Map<string, Run[]>()
  for (const { labels, hash } of spec.examples) {
    const recorded = evidence?.examples[labels.name]
    if (recorded?.hash !== hash) continue
    for (const [target, run] of Object.entries(recorded.runs)) {
      found.set(target, [...(found.get(target) ?? []), run])
    }
  }
  return found
}

function rowOf(target: string, runs: readonly Run[], spec: Spec): TableRow {
  const dates = sorted(runs.map((run) => run.date))
  const range = dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : (dates[0] ?? '')
  const count = spec.examples.filter((example) => example.labels.norun === undefined).length
  const list = (values: readonly string[]): string => sorted(values).join(', ')
  return row([
    target,
    `${runs.length} of ${count}`,
    list(runs.map((run) => run.release)),
    list(runs.map((run) => run.fs)),
    range,
  ])
}

/** Sentences about examples that did not run anywhere, with their reasons. */
function skipped(spec: Spec): string[] {
  return spec.examples
    .filter((example) => example.labels.norun !== undefined)
    .map(({ labels }) => `The example ${labels.name} was only type-checked: ${labels.norun}.`)
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

function row(cells: readonly string[]): TableRow {
  return { type: 'tableRow', children: cells.map((value) => plainCell(value)) }
}

function paragraph(value: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}
