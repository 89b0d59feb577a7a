import { report } from '../message/index.ts'
import type { Target } from '../outcome/index.ts'
import type { Example, Page } from '../page/index.ts'
import { pageKey } from '../page/index.ts'
import { checkErrorEvidence } from './check-error-evidence.ts'
import { checkRecords } from './check-records.ts'
import type { Evidence } from './evidence.ts'

/** What evidence is held against besides the page. */
export interface EvidenceOptions {
  readonly targets: readonly Target[]
  readonly examples?: readonly Example[]
}

const note = 'record it with `manproof test --record`'

/**
 * Hold what is recorded of a page against the page.
 *
 * A page of which nothing is recorded gets one message, not one for each example.
 *
 * @param spec
 *   Page; an example whose present text has no record becomes a message on its file, and so does a
 *   record that the page, or its list of errors, contradicts.
 * @param evidence
 *   Of the page; undefined where nothing is recorded.
 * @param options
 *   `targets`: those of the configuration; `examples`: those that need a record, default: all of the
 *   page. With `norun` none is needed.
 */
export function checkEvidence(
  spec: Page,
  evidence: Evidence | undefined,
  { targets, examples = spec.examples }: EvidenceOptions,
): void {
  checkErrorEvidence(spec, evidence)
  checkRecords(spec, evidence, targets)
  const runnable = examples.filter(({ labels }) => labels.norun === undefined)
  const [first] = runnable
  if (first !== undefined && evidence === undefined) {
    const reason = `Cannot find evidence of \`${pageKey(spec)}\`: nothing is recorded`
    report(spec.file, 'evidence-missing', reason, first.place, { note })
    return
  }
  const recorded = new Map(Object.entries(evidence?.examples ?? {}))
  for (const example of runnable) {
    const { hash, runs = {} } = recorded.get(example.labels.name) ?? {}
    const isEmpty = Object.keys(runs).length === 0
    if (isEmpty || hash !== example.hash) reportAbsence(spec, example, !isEmpty)
  }
}

function reportAbsence(spec: Page, { labels, place }: Example, isStale: boolean): void {
  if (isStale) {
    const reason = `Unexpected evidence of an earlier text of example \`${labels.name}\`, expected this one`
    report(spec.file, 'evidence-stale', reason, place, { note })
  } else {
    const reason = `Cannot find evidence of example \`${labels.name}\`: nothing is recorded`
    report(spec.file, 'evidence-missing', reason, place, { note })
  }
}
