/**
 * The plugins of unified that read, check and compile the pages of a manual.
 *
 * `manproof` runs them itself. Here they are for remark-cli, for editors that run remark, and for
 * programs of your own: rules that break appear at the same places, with the same ids.
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
import { type ReadOptions, withVocabulary } from './subject.ts'

export { presetStyle } from './check/style/index.ts'
export { remarkEvidence } from './evidence/index.ts'
export { type OutcomeOptions, remarkOutcomes } from './man/index.ts'
export type { Target } from './outcome/index.ts'
export type { QuotedFile } from './page/index.ts'
export type { ReadOptions } from './subject.ts'

/**
 * Make a preset of unified that reads pages: the syntax that they may have, and `remarkPage`.
 *
 * @param options
 *   Targets, whose names and selectors pages may use, and how to read quoted files.
 * @returns
 *   Preset; the parser is left to the processor.
 * @see manproof(1), "A page"
 */
export function presetPage(options: ReadOptions): Preset {
  return {
    plugins: [
      [remarkFrontmatter, ['yaml']],
      [remarkGfm, { singleTilde: false }],
      remarkSource,
      [remarkPage, options],
    ],
  }
}

/**
 * Plugin of unified that reads a page of a manual: its front matter, title, sections and examples.
 *
 * What breaks a rule becomes a message on the file. The tree stays as it is; the page is
 * `file.data.page`.
 *
 * @param options
 *   Targets, and how to read quoted files.
 * @returns
 *   Transformer.
 * @see manproof(1), "A page"
 */
export const remarkPage: Plugin<[ReadOptions], Root> = function (options) {
  return pagePlugin.call(this, withVocabulary(options))
}
