import { type ParseResult, parseSync } from 'oxc-parser'
import type { Example } from '../page.ts'

interface Parsed {
  readonly code: string
  readonly syntax: ParseResult
}

/** By `lines`, the object that an example shares with its fence. */
const parsed = new WeakMap<Example['lines'], Parsed>()

/**
 * Parse the code of an example, unless reading its page has done so.
 *
 * @param example
 *   Example of a page; its code is a TypeScript module.
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
