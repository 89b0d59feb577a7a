import {
  functionKind,
  isRecord,
  listOf,
  type OptionKind,
  pageName,
  pageSection,
  textKind,
} from '../words/index.ts'
import { type Engine, engines } from './engine.ts'
import type { RoffHandlers } from './handlers.ts'
import type { HeaderOptions } from './header/page-header.ts'

/** Options of `compileRoff`. */
export interface RoffOptions extends HeaderOptions {
  /** Macro for `fcntl(2)`; `MR` needs groff 1.23, mandoc 1.14.6 drops it. Default: `BR`. */
  readonly crossReferences?: 'BR' | 'MR' | undefined
  /** Compiler of the page; default: `manproof`. */
  readonly engine?: Engine | undefined
  /** Handlers by type of node, for unknown nodes and in place of the compiler's own handlers. */
  readonly handlers?: RoffHandlers | undefined
  /** SPDX expression to print in a comment of a page of a manual; default: none. */
  readonly license?: string | undefined
}

/**
 * Make an option nullable: as in remark-man, `null` is a missing value.
 *
 * @param kind
 *   What the option can be otherwise.
 * @returns
 *   The same, or `null`.
 */
export function orNull(kind: OptionKind): OptionKind {
  return { ...kind, accepts: (value) => value === null || kind.accepts(value) }
}

function oneOf(words: readonly string[]): OptionKind {
  return { expected: listOf(words), accepts: (value) => words.some((word) => word === value) }
}

const section = new RegExp(`^(?:${pageSection})?$`)
const text = orNull(textKind)
const names = new RegExp(`^(?:${pageName})$`)
const name: OptionKind = {
  expected: 'a name without white space or slash',
  accepts: (value) => typeof value === 'string' && names.test(value),
}

/** What `RoffOptions` can be, for `checkOptions`. */
export const roffKinds: Readonly<Record<keyof RoffOptions, OptionKind>> = {
  name: orNull(name),
  names: orNull({ expected: 'a list of names', accepts: Array.isArray, items: name }),
  section: orNull({
    expected: 'a section such as `7` or `2const`',
    accepts: (value) => ['number', 'string'].includes(typeof value) && section.test(String(value)),
  }),
  description: text,
  date: text,
  defaultDate: text,
  version: text,
  manual: text,
  crossReferences: oneOf(['BR', 'MR']),
  engine: oneOf(engines),
  handlers: {
    expected: 'an object of functions',
    accepts: isRecord,
    items: functionKind,
  },
  license: textKind,
}
