import type { Spec } from '../spec/index.ts'
import { checkAbbreviations } from './check-abbreviations.ts'
import { checkConstants } from './check-constants.ts'
import { checkDashes } from './check-dashes.ts'
import { checkErrors } from './check-errors.ts'
import { checkLengths } from './check-lengths.ts'
import { checkReferences } from './check-references.ts'
import { checkForms, checkReturnValue, checkSections } from './check-sections.ts'
import { checkSentences } from './check-sentences.ts'
import { checkSpelling } from './check-spelling.ts'
import { checkSynopsis } from './check-synopsis.ts'
import { checkTerms } from './check-terms.ts'
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
  checkSections(spec)
  checkForms(spec)
  checkSynopsis(spec)
  checkReturnValue(spec)
  checkErrors(spec)
  checkReferences(spec)
  checkTerms(spec)
  checkSpelling(spec)
  checkConstants(spec)
  checkDashes(spec)
  checkAbbreviations(spec)
  checkSentences(spec)
  checkLengths(spec)
}
