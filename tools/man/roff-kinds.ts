import {
  functionKind,
  isRecord,
  listOf,
  type OptionKind,
  pageSection,
  textKind,
  textsKind,
} from '../words/index.ts'
import type { RoffOptions } from './compile-roff.ts'
import { engines } from './engine.ts'

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

/** What `RoffOptions` can be, for `checkOptions`. */
export const roffKinds: Readonly<Record<keyof RoffOptions, OptionKind>> = {
  name: text,
  names: orNull(textsKind),
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
