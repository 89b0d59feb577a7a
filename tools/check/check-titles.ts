import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../message/index.ts'
import type { Spec } from '../spec/index.ts'

/**
 * Warn of titles that are sentences or shout.
 *
 * @see man-pages(7), "NAME" and "Capitalization", Linux man-pages 6.9
 */
export function checkTitles(spec: Spec): void {
  for (const node of spec.tree.children) {
    if (node.type !== 'heading' || !node.position || node.depth === 2) continue
    const text = node.depth === 1 ? spec.title : textOf(node)
    const ruleId = node.depth === 1 ? 'style-title' : 'style-heading'
    if (/[^.]\.$/.test(text)) {
      const reason = `Unexpected \`.\` at the end of \`${text}\`, expected a phrase`
      report(spec.file, ruleId, reason, node.position)
    }
    if (node.depth > 2 && /^[A-Z][A-Z ]+$/.test(text) && text.includes(' ')) {
      const reason = `Unexpected capitals in \`${text}\`, expected them for \`##\` only`
      report(spec.file, ruleId, reason, node.position)
    }
  }
}
