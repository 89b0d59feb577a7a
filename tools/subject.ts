import type { VFile } from 'vfile'
import { kernelVocabulary } from './driver/targets/index.ts'
import type { Target } from './outcome/index.ts'
import type { ReadOptions as PageOptions, QuotedFile } from './page/index.ts'

/** Options of readers of pages. */
export interface ReadOptions {
  /** Targets of the configuration, whose names and selectors pages can use. */
  readonly targets: readonly Target[]
  /** Reads a quoted file; without it, quotes are not compared. */
  readonly readFile?: ((path: string, page: VFile) => QuotedFile) | undefined
  /** Words of the `fs` label; default: those of the driver port. */
  readonly fileSystems?: readonly string[] | undefined
  /** Words of the `needs` label; default: those of the driver port. */
  readonly capabilities?: readonly string[] | undefined
}

/** Add the vocabulary of kernels to options; only this module knows both pages and the subject. */
export function withVocabulary(given: ReadOptions): PageOptions {
  if (!Array.isArray(given?.targets)) {
    throw new TypeError('Missing `targets`, expected those of the configuration')
  }
  const {
    fileSystems = kernelVocabulary.fileSystems,
    capabilities = kernelVocabulary.capabilities,
    ...options
  } = given
  return { ...options, vocabulary: { ...kernelVocabulary, fileSystems, capabilities } }
}
