import { report } from '../message/index.ts'
import type { Vocabulary } from '../outcome/index.ts'
import type { Example, Page } from '../page/index.ts'
import { errorEntries, errorIn } from './error-entries.ts'
import type { Evidence } from './evidence.ts'

/**
 * Hold the list of errors of a page against what its examples were seen to give.
 *
 * @param spec
 *   Page; an error that was seen and is not listed, and a link to an example that was not seen to
 *   give the error of its entry, become messages on its file. A page without a list is left alone.
 * @param evidence
 *   Of the page; an example whose record is missing or stale is left out.
 */
export function checkErrorEvidence(spec: Page, evidence: Evidence | undefined): void {
  const { vocabulary } = spec
  const entries = errorEntries(spec)
  if (entries.length === 0) return
  const seen = new Map(
    spec.examples.map((example) => [example, errorsOf(example, evidence, vocabulary)]),
  )
  const told = new Set<string>()
  for (const [{ expectations }, errors] of seen) {
    for (const { error, outcome, index, target } of errors ?? []) {
      if (told.has(error) || entries.some((entry) => entry.errors.includes(error))) continue
      told.add(error)
      const reason = `Unexpected outcome \`${outcome}\` on ${target}, expected its error in the list of ERRORS`
      report(spec.file, 'error-unlisted', reason, expectations[index]?.place)
    }
  }
  for (const entry of entries) {
    for (const { example: name, place } of entry.links) {
      const [, errors] = [...seen].find(([{ labels }]) => labels.name === name) ?? []
      if (!errors || errors.some(({ error }) => entry.errors.includes(error))) continue
      const reason = `Unexpected link to example \`${name}\`, expected one that was seen to give \`${entry.codes.join(', ')}\``
      report(spec.file, 'error-unseen', reason, place)
    }
  }
}

/** An error among the outcomes of an example. */
interface SeenError {
  /** Its first name. */
  readonly error: string
  readonly outcome: string
  /** Of the expectation. */
  readonly index: number
  readonly target: string
}

/** Nothing where there is no record of the present text. */
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
