import type { Code } from 'mdast'
import { report } from '../../message/index.ts'
import { type Page, sectionNodes } from '../../page/index.ts'

/**
 * Warn about a SYNOPSIS that is not one block of prototypes.
 *
 * @see man-pages(7), "Formatting conventions (SYNOPSIS)", Linux man-pages 6.9
 */
export function checkSynopsis(page: Page): void {
  const nodes = sectionNodes(page, 'SYNOPSIS')
  const [first] = nodes
  if (!first || !/^[23]/.test(page.section)) return
  if (!nodes.some(({ type }) => type === 'code')) {
    const reason = 'Unexpected SYNOPSIS without code, expected a fence with prototypes'
    report(page.file, 'style-synopsis', reason, first.position)
  }
  for (const node of nodes) if (node.type === 'code' && node.lang === 'c') checkFence(page, node)
}

function checkFence(page: Page, node: Code): void {
  const start = node.position?.start
  if (!start) return
  const lines = node.value.split('\n')
  // Column after the parenthesis of a prototype that continues on the next line.
  let open = -1
  for (const [index, line] of lines.entries()) {
    const place = { line: start.line + index + 1, column: start.column }
    const isGap = line === '' && /\);$/.test(lines[index - 1] ?? '')
    if (isGap && /^\w.*\(/.test(lines[index + 1] ?? '')) {
      const reason = 'Unexpected empty line between prototypes, expected none'
      report(page.file, 'style-synopsis', reason, place)
    }
    const indent = line.search(/\S/)
    if (open >= 0 && indent >= 0 && indent !== open) {
      const reason = `Unexpected indent of ${indent}, expected ${open}, after the parenthesis`
      report(page.file, 'style-synopsis', reason, place)
    }
    if (open < 0 && /^\w[^()]*\([^)]*,$/.test(line)) open = line.indexOf('(') + 1
    if (line.endsWith(';')) open = -1
  }
}
