/**
 * Unified plugins that read, check and compile the pages of a manual.
 *
 * `manproof` itself runs them. This module is for remark-cli, editors that run remark, and your own
 * programs: they report the same messages at the same places. Only `manproof check` reports what takes
 * the whole manual or a compiler: `page-duplicate`, `link-broken`, `cross-reference-broken`, and errors
 * of types and of C. Quotes are compared if `readFile` reads them.
 *
 * @packageDocumentation
 * @example
 * The file `.remarkrc.mjs` of a project, for `npx remark docs`:
 *
 * ```ts norun="a configuration of remark"
 * import { simTarget } from 'manproof/config'
 * import { presetPage, presetStyle } from 'manproof/remark'
 *
 * const targets = [simTarget('rfc-v1'), simTarget('rfc-v2')]
 *
 * export default { plugins: [presetPage({ targets }), presetStyle] }
 * ```
 */
import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import type { Plugin, Preset } from 'unified'
import { remarkPage as pagePlugin, remarkSource } from './page/index.ts'
import { type ReadOptions, readKinds, withVocabulary } from './subject.ts'
import { checkOptions } from './words/index.ts'

export { presetStyle } from './check/style/index.ts'
export { remarkEvidence } from './evidence/index.ts'
export { type OutcomeOptions, remarkOutcomes } from './man/index.ts'
export type { Target } from './outcome/index.ts'
export type { QuotedFile } from './page/index.ts'
export type { ReadOptions } from './subject.ts'

/**
 * Make a unified preset that reads pages: the syntax of pages, and `remarkPage`.
 *
 * @param options
 *   Targets, whose names and selectors pages can use, and a reader of quoted files.
 * @returns
 *   Preset without a parser; `presetPage` itself is not a plugin.
 * @throws {TypeError}
 *   If an option is unknown, missing, or of another kind.
 * @see manproof(1), "A page"
 */
export function presetPage(options: ReadOptions): Preset {
  checkOptions('presetPage', options, readKinds)
  return {
    plugins: [
      [remarkFrontmatter, ['yaml']],
      [remarkGfm, { singleTilde: false }],
      remarkSource,
      [pagePlugin, withVocabulary(options)],
    ],
  }
}

/**
 * A unified plugin that reads a page of a manual: its front matter, title, sections and examples.
 *
 * Violations of rules become messages on the file. The tree is unchanged; the page is
 * `file.data.page`. The name and the section are compared with the filename if the file has a path.
 *
 * @param options
 *   Targets, and a reader of quoted files.
 * @returns
 *   Transformer.
 * @throws {TypeError}
 *   If an option is unknown, missing, or of another kind.
 * @see manproof(1), "A page"
 */
export const remarkPage: Plugin<[ReadOptions], Root> = function (options) {
  checkOptions('remarkPage', options, readKinds)
  return pagePlugin.call(this, withVocabulary(options))
}
