import type { ListItem } from 'mdast'
import type { Target } from '../outcome/index.ts'
import type { Example, Page } from '../page/index.ts'
import { type ErrorEntry, errorEntries, isOfError, isSameError } from './error-entries.ts'
import type { Evidence, Run } from './evidence.ts'
import { nameRuns } from './name-runs.ts'

/** The sentence below an entry that says where its error was seen. */
export interface ErrorSighting {
  /** `Seen on linux 6.1, 6.12 (measured); rfc-v2 (simulated): `, or a complete sentence. */
  readonly lead: string
  /** Names of the examples that showed it, which follow `lead`. */
  readonly examples: readonly string[]
  /** Text after the last example. */
  readonly end: string
}

/** A recorded run. */
interface Showing {
  readonly example: Example
  readonly target: Target
  readonly run: Run
}

/** Number of examples to name. */
const most = 3

/**
 * Describe for each entry of section ERRORS where an example of the page showed the error.
 *
 * An entry with links to examples is only about these. If an error has several entries without
 * links, the last one represents them all.
 *
 * @param page
 *   Page.
 * @param evidence
 *   Evidence of the page; stale records are ignored.
 * @param targets
 *   Targets to include, in order.
 * @returns
 *   Sightings by item of the list; empty without a list or records.
 */
export function errorSightings(
  page: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): ReadonlyMap<ListItem, ErrorSighting> {
  const found = new Map<ListItem, ErrorSighting>()
  const entries = errorEntries(page).filter(({ codes }) => codes.length > 0)
  const runs = entries.length === 0 ? [] : recordedRuns(page, evidence, targets)
  if (runs.length === 0) return found
  for (const entry of entries) {
    const alike = entries.filter((other) => isSameError(entry, other))
    const isLinked = alike.some(({ links }) => links.length > 0)
    if (!isLinked && entry !== alike.at(-1)) continue
    const showing = runs.filter(
      ({ example, run }) => isAbout(entry, example, isLinked) && shows(run, entry, page),
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

/** Name the filesystems, unless an example can run on any. */
function fileSystems(showing: readonly Showing[]): string {
  if (showing.some(({ example }) => example.labels.fs === 'any')) return ''
  const names = showing.flatMap(({ run }) => run.fs.split(', '))
  return ` with ${[...new Set(names)].sort().join(', ')}`
}
