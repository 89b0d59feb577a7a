import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { worstLevel } from '../../message/index.ts'
import type { Target } from '../../outcome/index.ts'
import { pageTree } from './page-tree.ts'

/** Options of `remarkOutcomes`. */
export interface OutcomeOptions {
  /** Order of the columns of outcomes, and the words for groups of targets. */
  readonly targets: readonly Target[]
}

/**
 * Plugin of unified that puts into a page what was seen of its examples.
 *
 * Tables of outcomes and charts stand below the examples, errors say where they were seen, NOTES says
 * what ran where, SEE ALSO lists sources and addresses.
 *
 * @param options
 *   Targets.
 * @returns
 *   Transformer; a page that has errors, and a file that is not a page, stay as they are.
 */
export const remarkOutcomes: Plugin<[OutcomeOptions], Root> =
  ({ targets }) =>
  (_, file) => {
    const { page, evidence } = file.data
    if (!page || worstLevel([file]) === 'error') return
    return pageTree(page, evidence, targets)
  }
