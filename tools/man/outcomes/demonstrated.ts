import type { ListItem, PhrasingContent, RootContent } from 'mdast'
import type { Evidence, Run } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Page } from '../../page/index.ts'
import { sortTargets } from './sort-targets.ts'

/** Subsection on the targets that ran the examples of a page, their releases, and when. */
export function demonstrated(
  page: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): RootContent[] {
  const runs = runsByTarget(page, evidence)
  if (runs.size === 0) return []
  const items = sortTargets([...runs.keys()], targets).map((name) =>
    itemOf(name, runs.get(name) ?? [], page),
  )
  return [
    { type: 'heading', depth: 3, children: [{ type: 'text', value: 'Demonstrated' }] },
    paragraph(introduction(page, runs)),
    { type: 'list', ordered: false, spread: false, children: items },
    ...skipped(page).map(paragraph),
  ]
}

/** Outcomes are printed if an example has claims; others just ran. */
function introduction({ examples }: Page, runs: ReadonlyMap<string, readonly Run[]>): string {
  const where = runs.size === 1 ? 'on this target' : 'on these targets'
  if ([...runs.values()].flat().some(({ outcomes }) => outcomes.length > 0))
    return `The outcomes below the examples of this page were recorded ${where}.`
  const isOne = examples.length === 1
  const who = isOne ? 'The example of this page has' : 'The examples of this page have'
  return `${who} run to ${isOne ? 'its' : 'their'} end ${where}.`
}

function runsByTarget(page: Page, evidence: Evidence | undefined): Map<string, Run[]> {
  const found = new Map<string, Run[]>()
  for (const { labels, hash } of page.examples) {
    const recorded = evidence?.examples[labels.name]
    if (recorded?.hash !== hash) continue
    for (const [target, run] of Object.entries(recorded.runs)) {
      // An example that opens no world says nothing about a target.
      if (run.fs === 'none') continue
      found.set(target, [...(found.get(target) ?? []), run])
    }
  }
  return found
}

/** List item with a target as its term. */
function itemOf(target: string, runs: readonly Run[], page: Page): ListItem {
  const dates = sorted(runs.map((run) => run.date))
  const range = dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : (dates[0] ?? '')
  const count = page.examples.filter((example) => example.labels.norun === undefined).length
  // Some drivers do not know which filesystem `any` was.
  const fileSystems = runs.flatMap((run) => run.fs.split(', ')).filter((fs) => fs !== 'any')
  const text = [
    count === 1 ? 'the one example' : `${runs.length} of ${count} examples`,
    listed(
      page.vocabulary.system,
      runs.map((run) => run.release),
    ),
    ...(fileSystems.length === 0 ? [] : [listed('filesystem', fileSystems)]),
    range,
  ].join('; ')
  const children: PhrasingContent[] = [
    { type: 'strong', children: [{ type: 'text', value: target }] },
    { type: 'text', value: ` -- ${text}` },
  ]
  return { type: 'listItem', spread: false, children: [{ type: 'paragraph', children }] }
}

/** Sentences about examples that are only type-checked, with their reasons. */
function skipped(page: Page): string[] {
  return page.examples
    .filter((example) => example.labels.norun !== undefined)
    .map(({ labels }) => `The example ${labels.name} was only type-checked: ${labels.norun}.`)
}

/** A noun before its values: `target a`, `targets a, b`. */
function listed(what: string, values: readonly string[]): string {
  const names = sorted(values)
  return `${what}${names.length === 1 ? '' : 's'} ${names.join(', ')}`
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

function paragraph(value: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}
