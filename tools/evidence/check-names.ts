import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import type { Page } from '../page/index.ts'
import { nearest } from '../words/index.ts'
import type { Evidence } from './evidence.ts'
import { memberPoint } from './evidence-error.ts'
import { removeNote } from './record-note.ts'

/**
 * List the runnable examples of a page.
 *
 * @param page
 *   Page.
 * @returns
 *   Names.
 */
export function runnableNames({ examples }: Page): string[] {
  return examples.flatMap(({ labels }) => (labels.norun === undefined ? [labels.name] : []))
}

/**
 * List recorded examples that the page does not have or does not run.
 *
 * @param evidence
 *   Evidence of the page.
 * @param names
 *   Names of its runnable examples.
 * @returns
 *   Names, in the order of the evidence.
 */
export function strayNames({ examples }: Evidence, names: readonly string[]): string[] {
  const known = new Set(names)
  return Object.keys(examples).filter((name) => !known.has(name))
}

/**
 * Check that a page runs the examples of its evidence file.
 *
 * @param file
 *   Evidence file with its text; gets a message for each unknown example.
 * @param evidence
 *   Contents of the file.
 * @param names
 *   Names of the runnable examples of the page.
 */
export function checkNames(file: VFile, evidence: Evidence, names: readonly string[]): void {
  for (const name of strayNames(evidence, names)) {
    const near = nearest(name, names)
    const expected = near === undefined ? 'one that the page runs' : `\`${near}\``
    const reason = `Unexpected evidence of example \`${name}\`, expected ${expected}`
    const place = memberPoint(String(file), ['examples', name])
    report(file, 'evidence-stale', reason, place, { note: removeNote })
  }
}
