import type { VFile } from 'vfile'
import {
  capabilities,
  errorAliases,
  errors,
  fileSystemGroups,
  fileSystems,
  leadingSelector,
  signalAliases,
  signals,
} from './driver/targets/index.ts'
import { type Target, targetsKind, type Vocabulary } from './outcome/index.ts'
import type { ReadOptions as PageOptions, QuotedFile } from './page/index.ts'
import { functionKind, type OptionKind, textsKind } from './words/index.ts'

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

/** What `ReadOptions` can be, for `checkOptions`. */
export const readKinds: Readonly<Record<keyof ReadOptions, OptionKind>> = {
  targets: targetsKind,
  readFile: functionKind,
  fileSystems: textsKind,
  capabilities: textsKind,
}

/** Words of kernels that pages can use, in addition to the selectors of targets. */
export const kernelVocabulary: Vocabulary = {
  fileSystems,
  groups: fileSystemGroups,
  capabilities,
  errors,
  signals,
  aliases: { ...errorAliases, ...signalAliases },
  leading: leadingSelector,
  system: 'kernel',
}

/** Add the vocabulary of kernels to options; only this module knows both pages and the subject. */
export function withVocabulary(given: ReadOptions): PageOptions {
  const { fileSystems, capabilities, ...options } = given
  return {
    ...options,
    vocabulary: {
      ...kernelVocabulary,
      ...(fileSystems && { fileSystems }),
      ...(capabilities && { capabilities }),
    },
  }
}
