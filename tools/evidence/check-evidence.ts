import { report } from '../message/index.ts'
import type { Target } from '../outcome/index.ts'
import type { Example, Page } from '../page/index.ts'
import { pageKey } from '../page/index.ts'
import { checkErrorEvidence } from './check-error-evidence.ts'
import { checkRecords } from './check-records.ts'
import type { Evidence } from './evidence.ts'
import { recordNote } from './record-note.ts'

/** Options of `checkEvidence`. */
export interface EvidenceOptions {
  /** Targets of the configuration. */
  readonly targets: readonly Target[]
  /** Examples that need a record unless they are `norun`; default: all of the page. */
  readonly examples?: readonly Example[]
}

/**
 * Compare the evidence of a page with the page.
 *
 * Examples without a current record, and records that contradict the page, become messages on its
 * file. A page without any record gets a single message.
 *
 * @param page
 *   Page.
 * @param evidence
 *   Evidence of the page; `undefined` if nothing is recorded.
 */
export function checkEvidence(
  page: Page,
  evidence: Evidence | undefined,
  { targets, examples = page.examples }: EvidenceOptions,
): void {
  checkErrorEvidence(page, evidence)
  checkRecords(page, evidence, targets)
  const runnable = examples.filter(({ labels }) => labels.norun === undefined)
  const [first] = runnable
  if (first !== undefined && evidence === undefined) {
    const reason = `Cannot find evidence of \`${pageKey(page)}\`: nothing is recorded`
    report(page.file, 'evidence-missing', reason, first.place, {
      note: 'record it with `manproof test --record`',
    })
    return
  }
  const recorded = new Map(Object.entries(evidence?.examples ?? {}))
  for (const example of runnable) {
    const { hash, runs = {} } = recorded.get(example.labels.name) ?? {}
    const isEmpty = Object.keys(runs).length === 0
    if (isEmpty || hash !== example.hash) reportMissing(page, example, !isEmpty)
  }
}

function reportMissing(page: Page, { labels, place }: Example, isStale: boolean): void {
  if (isStale) {
    const reason = `Unexpected evidence of an earlier version of example \`${labels.name}\`, expected the present one`
    report(page.file, 'evidence-stale', reason, place, { note: recordNote })
  } else {
    const reason = `Cannot find evidence of example \`${labels.name}\`: nothing is recorded`
    report(page.file, 'evidence-missing', reason, place, { note: recordNote })
  }
}
