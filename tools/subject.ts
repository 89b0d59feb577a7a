import type { VFile } from 'vfile'
import { kernelVocabulary } from './driver/targets/index.ts'
import type { Target } from './outcome/index.ts'
import type { ReadOptions as PageOptions, QuotedFile } from './page/index.ts'

/** What `readPage` needs to know of the project. */
export interface ReadOptions {
  /** Targets of the configuration; their names and selectors are the words that pages may use. */
  readonly targets: readonly Target[]
  /** Reads a file that a page quotes; without it, quotes are not compared. */
  readonly readFile?: ((path: string, page: VFile) => QuotedFile) | undefined
  /** Words of the `fs` label; default: those of the driver port. */
  readonly fileSystems?: readonly string[] | undefined
  /** Words of the `needs` label; default: those of the driver port. */
  readonly capabilities?: readonly string[] | undefined
}

/**
 * Bring the words of the subject to what reads pages: here alone the two meet.
 *
 * @param options
 *   Of the project.
 * @returns
 *   The same with a vocabulary: what the project says, else that of kernels.
 */
export function withVocabulary({
  fileSystems = kernelVocabulary.fileSystems,
  capabilities = kernelVocabulary.capabilities,
  ...options
}: ReadOptions): PageOptions {
  return { ...options, vocabulary: { ...kernelVocabulary, fileSystems, capabilities } }
}
