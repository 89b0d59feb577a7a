import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { evidenceOf } from '../../evidence/index.ts'
import { worstLevel } from '../../message/index.ts'
import { type Target, targetsKind } from '../../outcome/index.ts'
import { neededPage } from '../../page/index.ts'
import { checkOptions } from '../../words/index.ts'
import { pageTree } from './page-tree.ts'

/** Options of `remarkOutcomes`. */
export interface OutcomeOptions {
  /** Targets, which set the order of columns and the names of groups. */
  readonly targets: readonly Target[]
}

/**
 * A unified plugin that adds the recorded outcomes of its examples to a page.
 *
 * Tables of outcomes and charts follow the examples, errors name the examples that gave them, NOTES
 * lists what ran where, and SEE ALSO lists sources and addresses.
 *
 * It prints what is recorded, and `remarkEvidence`, before it, compares that with the page.
 *
 * @param options
 *   Targets.
 * @returns
 *   Transformer; a page with errors is unchanged. It throws if no plugin has read the page, or
 *   something else is in `file.data`.
 * @throws {TypeError}
 *   If an option is unknown, missing, or of another kind.
 */
export const remarkOutcomes: Plugin<[OutcomeOptions], Root> = (options) => {
  checkOptions('remarkOutcomes', options, { targets: targetsKind })
  return (_, file) => {
    const page = neededPage(file, 'remarkOutcomes')
    if (!page || worstLevel([file]) === 'error') return
    return pageTree(page, evidenceOf(file, page), options.targets)
  }
}
