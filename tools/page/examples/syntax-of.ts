import { type ParseResult, parseSync } from 'oxc-parser'
import type { Example } from '../page.ts'

interface Parsed {
  readonly code: string
  readonly syntax: ParseResult
}

/** By the one object that an example has from the moment at which its fence was read. */
const parsed = new WeakMap<Example['lines'], Parsed>()

/**
 * Parse the code of an example, unless that was done when its page was read.
 *
 * @param example
 *   Example of a page; its code is a module in TypeScript.
 * @returns
 *   Tree, comments and errors; all offsets are UTF-16 units.
 * @see oxc-parser 0.159
 */
export function syntaxOf({ code, lines }: Pick<Example, 'code' | 'lines'>): ParseResult {
  const known = parsed.get(lines)
  if (known?.code === code) return known.syntax
  const syntax = parseSync('example.ts', code, { lang: 'ts', sourceType: 'module' })
  parsed.set(lines, { code, syntax })
  return syntax
}
