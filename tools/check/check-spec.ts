import type { Spec } from '../spec/index.ts'
import { checkAbbreviations } from './check-abbreviations.ts'
import { checkLengths } from './check-lengths.ts'
import { checkSentences } from './check-sentences.ts'
import { checkTitles } from './check-titles.ts'

/**
 * Check the style of a page.
 *
 * @param spec
 *   Page; what is unusual becomes a warning on its file.
 * @see man-pages(7), "Style guide", Linux man-pages 6.9
 */
export function checkSpec(spec: Spec): void {
  checkTitles(spec)
  checkAbbreviations(spec)
  checkSentences(spec)
  checkLengths(spec)
}
