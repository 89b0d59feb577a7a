import type { Element } from 'hast'
import type { Target } from '../../outcome/index.ts'
import type { Leaf, SiteOptions } from '../book.ts'
import { element } from '../element.ts'

/** Recorded runs of some pages on a target. */
export interface TargetSummary {
  readonly target: string
  /** Examples with a recorded run of their current text. */
  readonly ran: number
  /** Examples without `norun`. */
  readonly total: number
  readonly releases: readonly string[]
  readonly filesystems: readonly string[]
  readonly dates: readonly string[]
}

/** Summarize the recorded runs of each target. */
export function summariseTargets(
  pages: readonly Leaf[],
  options: SiteOptions,
): readonly TargetSummary[] {
  return options.targets.map((target) => summarise(target, pages, options))
}

/** Make the table of recorded runs, including targets without any. */
export function makeSummaryTable(summaries: readonly TargetSummary[], caption: string): Element {
  const heads = ['Target', 'Examples run', 'Release', 'Filesystems', 'Recorded']
  const head = heads.map((title) => element('th', { scope: 'col' }, title))
  return element(
    'div',
    { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: caption },
    element(
      'table',
      { className: ['summary'] },
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, head)),
      element('tbody', {}, summaries.map(makeRow)),
    ),
  )
}

function summarise(target: Target, pages: readonly Leaf[], options: SiteOptions): TargetSummary {
  const examples = pages.flatMap((page) =>
    page.source.examples
      .filter(({ labels }) => labels.norun === undefined)
      .map((example) => {
        const recorded = options.evidence.get(page.key)?.examples[example.labels.name]
        return recorded?.hash === example.hash ? recorded.runs[target.name] : undefined
      }),
  )
  const runs = examples.filter((run) => run !== undefined)
  return {
    target: target.name,
    ran: runs.length,
    total: examples.length,
    releases: sorted(runs.map(({ release }) => release)),
    // A run can use several; an example that opens no world uses none.
    filesystems: sorted(runs.flatMap(({ fs }) => fs.split(', ')).filter((fs) => fs !== 'any')),
    dates: sorted(runs.map(({ date }) => date)),
  }
}

function makeRow(summary: TargetSummary): Element {
  const { target, ran, total } = summary
  const cells =
    ran === 0
      ? [element('td', { colSpan: 4, className: ['none'] }, `none recorded, of ${total}`)]
      : [
          element('td', {}, `${ran} of ${total}`),
          element('td', {}, summary.releases.join(', ')),
          element('td', {}, summary.filesystems.join(', ')),
          element('td', { className: ['date'] }, range(summary.dates)),
        ]
  return element('tr', {}, element('th', { scope: 'row' }, element('code', {}, target)), cells)
}

function range(dates: readonly string[]): string {
  const [first = '', last = first] = [dates[0], dates.at(-1)]
  return first === last ? first : `${first} to ${last}`
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort()
}
