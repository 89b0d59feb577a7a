import { report } from '../message/index.ts'
import type { Vocabulary } from '../outcome/index.ts'
import type { Example, Page } from '../page/index.ts'
import { errorEntries, errorIn } from './error-entries.ts'
import type { Evidence } from './evidence.ts'

/**
 * Compare the list of errors of a page with the recorded errors of its examples.
 *
 * Errors that were recorded but are not listed, and links to examples that did not fail with the
 * error of the entry, become messages. Examples without a current record are skipped.
 */
export function checkErrorEvidence(page: Page, evidence: Evidence | undefined): void {
  const { vocabulary } = page
  const entries = errorEntries(page)
  if (entries.length === 0) return
  const seen = new Map(
    page.examples.map((example) => [example, errorsOf(example, evidence, vocabulary)]),
  )
  const reported = new Set<string>()
  for (const [{ expectations }, errors] of seen) {
    for (const { error, outcome, index, target } of errors ?? []) {
      if (reported.has(error) || entries.some((entry) => entry.errors.includes(error))) continue
      reported.add(error)
      const reason = `Unexpected outcome \`${outcome}\` on ${target}, expected an entry for it in section \`ERRORS\``
      report(page.file, 'error-unlisted', reason, expectations[index]?.place)
    }
  }
  for (const entry of entries) {
    for (const { example: name, place } of entry.links) {
      const [, errors] = [...seen].find(([{ labels }]) => labels.name === name) ?? []
      if (!errors || errors.some(({ error }) => entry.errors.includes(error))) continue
      const reason = `Unexpected link to example \`${name}\`, expected an example that failed with \`${entry.codes.join(', ')}\``
      report(page.file, 'error-unseen', reason, place)
    }
  }
}

interface SeenError {
  /** First name. */
  readonly error: string
  readonly outcome: string
  /** Index of the expectation. */
  readonly index: number
  readonly target: string
}

/** `undefined` without a current record. */
function errorsOf(
  { labels, hash }: Example,
  evidence: Evidence | undefined,
  vocabulary: Vocabulary,
): readonly SeenError[] | undefined {
  const recorded = new Map(Object.entries(evidence?.examples ?? {})).get(labels.name)
  if (recorded?.hash !== hash) return undefined
  return Object.entries(recorded.runs).flatMap(([target, { outcomes }]) =>
    outcomes.flatMap((outcome, index) => {
      const error = errorIn(outcome, vocabulary)
      return error === undefined ? [] : [{ error, outcome, index, target }]
    }),
  )
}
