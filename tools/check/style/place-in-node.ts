import type { Text } from 'mdast'
import type { ReportPlace } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'

/**
 * Find the place of a part of a text node in the page.
 *
 * Escapes, entities and quote prefixes can move the part, but only to the right of `start`.
 */
export function placeInNode(
  page: Page,
  node: Text,
  start: number,
  length: number,
): ReportPlace | undefined {
  const from = node.position?.start
  const to = node.position?.end
  if (from?.offset === undefined || to?.offset === undefined) return undefined
  const source = String(page.file).slice(from.offset, to.offset)
  const word = node.value.slice(start, start + length)
  const across = Math.max(0, source.indexOf(word, start))
  const before = source.slice(0, across).split(/\r\n|\r|\n/)
  const rows = before.length - 1
  const column = (rows === 0 ? from.column : 1) + (before.at(-1)?.length ?? 0)
  const point = { line: from.line + rows, column, offset: from.offset + across }
  return {
    start: point,
    end: { ...point, column: column + length, offset: point.offset + length },
  }
}
