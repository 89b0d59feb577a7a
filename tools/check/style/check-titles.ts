import type { Heading } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'

/**
 * Warn about titles that are sentences, or in the wrong case.
 *
 * @see man-pages(7), "NAME" and "Capitalization", Linux man-pages 6.9
 */
export function checkTitles(page: Page): void {
  for (const node of page.tree.children) {
    if (node.type !== 'heading' || !node.position || node.depth === 2) continue
    const text = node.depth === 1 ? page.title : textOf(node)
    const ruleId = node.depth === 1 ? 'style-title' : 'style-heading'
    if (/[^.]\.$/.test(text)) {
      const reason = `Unexpected \`.\` at the end of \`${text}\`, expected a phrase`
      report(page.file, ruleId, reason, node.position)
    }
    if (node.depth > 2 && /^[A-Z][A-Z ]+$/.test(text) && text.includes(' ')) {
      const reason = `Unexpected capitals in \`${text}\`, expected them for \`##\` only`
      report(page.file, ruleId, reason, node.position)
    }
    if (node.depth === 1) checkPhrase(page, node)
    else checkCase(page, node)
  }
}

/** Words capitalized in a phrase. */
const properNames = ['English', 'Linux', 'Markdown', 'Unicode', 'Unix']

/** Check that a phrase follows the names, without markup, which whatis(1) cannot print. */
function checkPhrase(page: Page, node: Heading): void {
  const [first = ''] = page.title.split(/[^\p{L}\p{N}_]/u)
  if (/^\p{Lu}\p{Ll}+$/u.test(first) && !properNames.includes(first)) {
    const reason = `Unexpected \`${first}\` at the start of the phrase, expected no capital`
    report(page.file, 'style-title', reason, node.position)
  }
  const markup = node.children.find(({ type }) => type !== 'text')
  if (!markup) return
  const reason = `Unexpected markup \`${textOf(markup)}\` in the title, expected plain text`
  report(page.file, 'style-title', reason, markup.position)
}

/** Check that a subsection is capitalized like a sentence, except for code at its start. */
function checkCase(page: Page, node: Heading): void {
  const [first] = node.children
  const text = textOf(node)
  const [start = '', ...others] = text.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const isCapital = (word: string): boolean => /^\p{Lu}\p{Ll}+$/u.test(word)
  if (
    others.length > 1 &&
    others.some(isCapital) &&
    others.every((word) => word.length < 4 || isCapital(word))
  ) {
    const reason = `Unexpected capitals in \`${text}\`, expected those of a sentence`
    report(page.file, 'style-heading', reason, node.position)
  } else if (first?.type === 'text' && others.length > 0 && /^\p{Ll}+$/u.test(start)) {
    const reason = `Unexpected \`${start}\` at the start of \`${text}\`, expected a capital`
    report(page.file, 'style-heading', reason, node.position)
  }
}
