import type { Root } from 'mdast'
import type { Plugin, Preset } from 'unified'
import { neededPage, type Page } from '../../page/index.ts'
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
 * A unified preset with the rules about the style of a page, one plugin for each.
 *
 * They check the page that `remarkPage` has read; what they find becomes a warning on the file. Without
 * a page, as in a list without `presetPage(options)` before this preset, they throw.
 *
 * @see man-pages(7), "Style guide", Linux man-pages 6.9
 */
export const presetStyle: Preset = {
  plugins: [
    checkTitles,
    checkSections,
    checkForms,
    checkSynopsis,
    checkReturnValue,
    checkErrors,
    checkReferences,
    checkTerms,
    checkSpelling,
    checkConstants,
    checkDashes,
    checkAbbreviations,
    checkSentences,
    checkLengths,
  ].map(pluginOf),
}

function pluginOf(check: (page: Page) => void): Plugin<[], Root> {
  return () => (_, file) => {
    const page = neededPage(file, 'presetStyle')
    if (page) check(page)
  }
}
