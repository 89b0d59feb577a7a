import { eachNode } from '../../../tools/page/index.ts'
import { parse } from '../soak/make-page.ts'
import type { Piece } from './pieces.ts'
import { piecesOf } from './pieces.ts'

/** Contents of many pages. */
export interface PageCount {
  readonly pages: number
  readonly bytes: number
  /** Pieces that a reader must find, by kind. */
  readonly pieces: Readonly<Record<Piece['kind'], number>>
  /** Nodes by type. */
  readonly nodes: ReadonlyMap<string, number>
}

/** Count the contents of pages. */
export function countPages(documents: Iterable<string>): PageCount {
  const pieces = { text: 0, title: 0, code: 0 }
  const nodes = new Map<string, number>()
  let [pages, bytes] = [0, 0]
  for (const document of documents) {
    const tree = parse(document)
    pages += 1
    bytes += Buffer.byteLength(document)
    for (const { kind } of piecesOf(tree)) pieces[kind] += 1
    eachNode(tree, ({ type }) => {
      nodes.set(type, (nodes.get(type) ?? 0) + 1)
    })
  }
  return { pages, bytes, pieces, nodes }
}
