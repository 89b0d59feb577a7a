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
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import type { Preset } from 'unified'
import { type ReadOptions, remarkPage, remarkSource } from './page/index.ts'

export { presetStyle } from './check/style/index.ts'
export { remarkEvidence } from './evidence/index.ts'
export { type OutcomeOptions, remarkOutcomes } from './man/index.ts'
export type { Target } from './outcome/index.ts'
export { type QuotedFile, type ReadOptions, remarkPage } from './page/index.ts'

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
