import type { Element, ElementContent } from 'hast'
import { element } from '../element.ts'
import { makeId } from '../links/ids.ts'

/** Id of a line of an example; `line` counts from 0, the id from 1. */
export function lineId(name: string, line: number): string {
  return `example-${makeId(name)}-L${line + 1}`
}

/**
 * Make the code element of highlighted lines.
 *
 * @param marks
 *   Ids of lines to link to, by index in `lines`.
 */
export function makeCode(
  lines: readonly ElementContent[][],
  marks: ReadonlyMap<number, string> = new Map(),
): Element {
  return element(
    'code',
    {},
    lines.map((spans, index) => {
      const id = marks.get(index)
      const line = id === undefined ? spans : element('span', { id, className: ['line'] }, spans)
      return [line, index === lines.length - 1 ? '' : '\n']
    }),
  )
}
