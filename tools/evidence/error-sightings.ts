import type { ListItem } from 'mdast'
import type { Target } from '../outcome/index.ts'
import type { Example, Page } from '../page/index.ts'
import { type ErrorEntry, errorEntries, isOfError, isSameError } from './error-entries.ts'
import type { Evidence, Run } from './evidence.ts'
import { nameRuns } from './name-runs.ts'

/** Where an error was seen: the sentence below its entry. */
export interface ErrorSighting {
  /** `Seen on linux 6.1, 6.12 (measured); rfc-v2 (simulated): `, or a whole sentence without. */
  readonly lead: string
  /** Names of the examples that showed it, which go on behind `lead`. */
  readonly examples: readonly string[]
  /** What goes on behind the last of them. */
  readonly end: string
}

/** A run that had an error among its outcomes. */
interface Showing {
  readonly example: Example
  readonly target: Target
  readonly run: Run
}

/** How many examples are named where the page does not say which ones matter. */
const most = 3

/**
 * Say of each entry of ERRORS where an example of the page was seen to give it.
 *
 * An entry that links to examples is about these. Of several entries for one error without links
 * the last one speaks for all of them.
 *
 * @param spec
 *   Page.
 * @param evidence
 *   Of the page; what is stale counts as not recorded.
 * @param targets
 *   Those that count, in their order.
 * @returns
 *   By item of the list; empty where the page has no such list, or nothing was recorded.
 */
export function errorSightings(
  spec: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): ReadonlyMap<ListItem, ErrorSighting> {
  const found = new Map<ListItem, ErrorSighting>()
  const entries = errorEntries(spec).filter(({ codes }) => codes.length > 0)
  const runs = entries.length === 0 ? [] : recordedRuns(spec, evidence, targets)
  if (runs.length === 0) return found
  for (const entry of entries) {
    const alike = entries.filter((other) => isSameError(entry, other))
    const isLinked = alike.some(({ links }) => links.length > 0)
    if (!isLinked && entry !== alike.at(-1)) continue
    const showing = runs.filter(
      ({ example, run }) => isAbout(entry, example, isLinked) && shows(run, entry, spec),
    )
    const subject = isLinked || alike.length === 1 ? '' : `${entry.codes.join(', ')} was `
    const byTarget = targets.flatMap((target) => showing.filter((one) => one.target === target))
    found.set(entry.item, describe(showing, nameRuns(byTarget), subject))
  }
  return found
}

function recordedRuns(
  { examples }: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): Showing[] {
  const recorded = new Map(Object.entries(evidence?.examples ?? {}))
  return examples.flatMap((example) => {
    const entry = recorded.get(example.labels.name)
    const runs = new Map(entry?.hash === example.hash ? Object.entries(entry.runs) : [])
    return targets.flatMap((target) => {
      const run = runs.get(target.name)
      return run === undefined ? [] : [{ example, target, run }]
    })
  })
}

function isAbout({ links }: ErrorEntry, { labels }: Example, isLinked: boolean): boolean {
  return !isLinked || links.some(({ example }) => example === labels.name)
}

function shows({ outcomes }: Run, entry: ErrorEntry, { vocabulary }: Page): boolean {
  return outcomes.some((outcome) => isOfError(entry, outcome, vocabulary))
}

function describe(showing: readonly Showing[], runs: string, subject: string): ErrorSighting {
  if (showing.length === 0) {
    return { lead: 'No example of this page shows it.', examples: [], end: '' }
  }
  const names = [...new Set(showing.map(({ example }) => example.labels.name))]
  const shown = names.length > most + 1 ? names.slice(0, most) : names
  const more = names.length - shown.length
  const where = `${runs}${fileSystems(showing)}`
  return {
    lead: subject === '' ? `Seen on ${where}: ` : `${subject}seen on ${where}: `,
    examples: shown,
    end: more > 0 ? ` and ${more} more.` : '.',
  }
}

/** Where no example would have run on any filesystem, those that they ran on matter. */
function fileSystems(showing: readonly Showing[]): string {
  if (showing.some(({ example }) => example.labels.fs === 'any')) return ''
  const names = showing.flatMap(({ run }) => run.fs.split(', '))
  return ` with ${[...new Set(names)].sort().join(', ')}`
}
