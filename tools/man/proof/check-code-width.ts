import type { Nodes, Root } from 'mdast'
import type { VFile } from 'vfile'
import { type ReportPlace, report } from '../../message/index.ts'
import { eachBlock } from '../../page/index.ts'
import { codeWidth, columnsOf } from '../blocks/code.ts'

/**
 * Report lines of code that a terminal of 80 columns would break.
 *
 * @param tree
 *   Page, after its `//=>` comments were moved to fit.
 * @param file
 *   File for the messages.
 */
export function checkCodeWidth(tree: Root, file: VFile): void {
  eachBlock(tree, (node) => {
    if (node.type !== 'code') return
    for (const line of node.value.split('\n')) {
      const width = columnsOf(line)
      if (width <= codeWidth) continue
      const reason = `Unexpected line of code of ${width} columns, expected at most ${codeWidth}`
      report(file, 'code-line-too-long', reason, placeOf(line.trim(), node, file))
    }
  })
}

/** Place in the page of a line of the printed code, whose comment can have moved. */
function placeOf(line: string, node: Nodes, file: VFile): ReportPlace | undefined {
  const { position } = node
  if (!position) return
  const rows = String(file)
    .split(/\r\n|\r|\n/)
    .slice(position.start.line - 1, position.end.line)
  const at = rows.findIndex((row) => row.includes(line))
  const column = (rows[at]?.indexOf(line) ?? 0) + 1
  const row = position.start.line + at
  return at < 0
    ? position
    : { start: { line: row, column }, end: { line: row, column: column + line.length } }
}
