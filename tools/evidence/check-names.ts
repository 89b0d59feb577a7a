import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import type { Page } from '../page/index.ts'
import { nearest } from '../words/index.ts'
import type { Evidence } from './evidence.ts'
import { memberPoint } from './evidence-error.ts'

/**
 * List the examples of a page that evidence can be recorded of.
 *
 * @param spec
 *   Page.
 * @returns
 *   Names of those that run.
 */
export function runnableNames({ examples }: Page): string[] {
  return examples.flatMap(({ labels }) => (labels.norun === undefined ? [labels.name] : []))
}

/**
 * List what is recorded of examples that the page does not have, or does not run.
 *
 * @param evidence
 *   Of the page.
 * @param names
 *   Of its examples that run.
 * @returns
 *   Names, in the order of the evidence.
 */
export function strayNames({ examples }: Evidence, names: readonly string[]): string[] {
  const known = new Set(names)
  return Object.keys(examples).filter((name) => !known.has(name))
}

/**
 * Hold the names of an evidence file against the examples of its page.
 *
 * @param file
 *   Evidence file with its text; what its page does not run becomes messages on it.
 * @param evidence
 *   What was read from it.
 * @param names
 *   Of the examples of the page that run.
 */
export function checkNames(file: VFile, evidence: Evidence, names: readonly string[]): void {
  for (const name of strayNames(evidence, names)) {
    const near = nearest(name, names)
    const expected = near === undefined ? 'one that the page runs' : `\`${near}\``
    const reason = `Unexpected evidence of example \`${name}\`, expected ${expected}`
    const note = 'remove it with `manproof test --record`'
    report(file, 'evidence-stale', reason, memberPoint(String(file), ['examples', name]), { note })
  }
}
