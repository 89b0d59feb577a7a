import type { Place } from '../../outcome/index.ts'
import { type Example, placeIn } from '../../page/index.ts'

/** Find the place in the page from an offset into an example's code to the end of its line. */
export function placeInPage(example: Example, offset: number): Place {
  const rest = /[^\n]*/.exec(example.code.slice(offset))?.[0] ?? ''
  const text = rest.replace(/\s*\/\/.*$/, '').trimEnd() || rest
  return placeIn(example, offset, offset + text.length)
}
