import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { worstLevel } from '../../message/index.ts'
import type { Target } from '../../outcome/index.ts'
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
 * @param options
 *   Targets.
 * @returns
 *   Transformer; a page with errors, and a file that is not a page, are unchanged.
 */
export const remarkOutcomes: Plugin<[OutcomeOptions], Root> =
  ({ targets }) =>
  (_, file) => {
    const { page, evidence } = file.data
    if (!page || worstLevel([file]) === 'error') return
    return pageTree(page, evidence, targets)
  }
