import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { type ReportPlace, report } from '../../message/index.ts'
import { lintRoff } from '../lint/lint-roff.ts'
import { findWords, pageWords } from './find-words.ts'
import { plainRoff } from './plain-roff.ts'
import { textPieces } from './text-pieces.ts'

/**
 * Report what of a compiled page breaks a rule.
 *
 * @param tree
 *   Page as it was compiled: the message stands at the block that the line is of, or the last before
 *   it that has a place.
 * @param roff
 *   What became of it; the note quotes the line.
 * @param file
 *   Gets the messages.
 */
export function checkRoff(tree: Root, roff: string, file: VFile): void {
  for (const { ruleId, line, reason } of lintRoff(roff)) {
    const note = `Line ${line.number} of the compiled page: \`${line.source}\``
    report(file, ruleId, reason, placeOfLine(tree, roff, line.number), { note })
  }
}

/** Place of the block that has the words of a line: as many stand before it as in the page. */
function placeOfLine(tree: Root, roff: string, number: number): ReportPlace | undefined {
  const count = pageWords(plainRoff(roff.split('\n').slice(0, number).join('\n'))).length
  const words = pageWords(plainRoff(roff))
  const pieces = textPieces(tree).filter(({ node }) => node.position)
  let place = pieces[0]?.node.position ?? tree.children.find((node) => node.position)?.position
  let at = 0
  for (const { node, value, loose } of pieces) {
    const start = at
    at = findWords(value, words, at, loose).end
    if (start >= count) break
    place = node.position
  }
  return place
}
