import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { type ReportPlace, report } from '../../message/index.ts'
import { lintRoff } from '../lint/lint-roff.ts'
import { findWords, pageWords } from './find-words.ts'
import { plainRoff } from './plain-roff.ts'
import { textPieces } from './text-pieces.ts'

/**
 * Report lines of a compiled page that break a rule, at the block that they come from.
 *
 * @param tree
 *   Page.
 * @param roff
 *   Compiled page.
 * @param file
 *   File for the messages.
 */
export function checkRoff(tree: Root, roff: string, file: VFile): void {
  for (const { ruleId, line, reason } of lintRoff(roff)) {
    const note = `line ${line.number} of the compiled page: \`${line.source}\``
    report(file, ruleId, reason, placeOfLine(tree, roff, line.number), { note })
  }
}

/** Place of the block of a line, or of the last one before it, found by counting words. */
function placeOfLine(tree: Root, roff: string, number: number): ReportPlace | undefined {
  const lines = roff.split('\n')
  if (lines[number - 1]?.startsWith('.TH ')) return placeOfHeader(tree)
  const countTo = (end: number): number =>
    pageWords(plainRoff(lines.slice(0, end).join('\n'))).length
  const before = countTo(number - 1)
  // A line without words belongs to the block before it.
  const first = countTo(number) > before ? before : before - 1
  const words = pageWords(plainRoff(roff))
  const pieces = textPieces(tree).filter(({ node }) => node.position)
  let place = pieces[0]?.node.position ?? tree.children.find((node) => node.position)?.position
  let at = 0
  for (const { node, value, loose } of pieces) {
    if (at > first) break
    const { end, lost } = findWords(value, words, at, loose)
    // A text that was lost has no line.
    if (lost === undefined || end > at) place = node.position
    at = end
  }
  return place
}

/** Place of what the title line comes from: the front matter, else the start of the page. */
function placeOfHeader({ children }: Root): ReportPlace | undefined {
  const node = children.find(({ type }) => type === 'yaml') ?? children[0]
  return node?.position
}
