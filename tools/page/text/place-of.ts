import type { Node } from 'unist'
import type { Place, Point } from '../../outcome/index.ts'

const origin: Point = { line: 1, column: 1, offset: 0 }

/**
 * Find the place of a node in the page.
 *
 * @param node
 *   Node; one from a plugin can lack a position.
 * @returns
 *   Place; the start of the page if the node has no position.
 */
export function placeOf(node: Node | undefined): Place {
  const position = node?.position
  if (!position) return { start: origin, end: origin }
  return { start: pointOf(position.start), end: pointOf(position.end) }
}

function pointOf(point: { line: number; column: number; offset?: number | undefined }): Point {
  return { line: point.line, column: point.column, offset: point.offset ?? 0 }
}
