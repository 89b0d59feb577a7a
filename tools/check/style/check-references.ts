import type { Paragraph } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode, sectionNodes } from '../../page/index.ts'
import { referenceName, referenceSection } from '../../words/index.ts'

const reference = new RegExp(String.raw`(${referenceName})(\s*)\((${referenceSection})\)`, 'g')
const apart = new RegExp(String.raw`^\s+\((${referenceSection})\)`)

/**
 * Warn about references not of the form `name(2)`, and about a SEE ALSO that is not a sorted list.
 *
 * @see man-pages(7), "Formatting conventions (general)" and SEE ALSO, Linux man-pages 6.9
 */
export function checkReferences(page: Page): void {
  eachNode(page.tree, (node) => {
    if (node.type !== 'paragraph') return
    checkBlanks(page, node)
    checkSelf(page, node)
  })
  for (const node of sectionNodes(page, 'SEE ALSO')) {
    if (node.type === 'heading') return
    if (node.type === 'paragraph') checkSeeAlso(page, node)
  }
}

/** Check that a page does not refer to itself. */
function checkSelf(page: Page, { children }: Paragraph): void {
  for (const [index, node] of children.entries()) {
    const next = children[index + 1]
    const text = node.type === 'text' ? node.value : textOf(node)
    const whole = node.type !== 'text' && next?.type === 'text' ? text + next.value : text
    const own = [...whole.matchAll(reference)].find(
      ([, name = '', blank, section]) =>
        blank === '' && section === page.section && page.names.includes(name),
    )
    // A reference wholly in the next text counts there.
    if (!own || (node.type !== 'text' && own.index >= text.length)) continue
    const [found, name = ''] = own
    const reason = `Unexpected reference \`${found}\` to the page itself, expected \`${name}\``
    report(page.file, 'style-reference', reason, node.position)
  }
}

/** Check for a bold name, a blank and a section; a number after code can be its value. */
function checkBlanks(page: Page, { children }: Paragraph): void {
  for (const [index, node] of children.entries()) {
    const next = children[index + 1]
    if (node.type !== 'strong' || next?.type !== 'text') continue
    const [, section] = apart.exec(next.value) ?? []
    if (section === undefined) continue
    const name = textOf(node)
    const reason = `Unexpected blank in a reference to \`${name}\`, expected \`${name}(${section})\``
    report(page.file, 'style-reference', reason, node.position)
  }
}

function checkSeeAlso(page: Page, node: Paragraph): void {
  const text = textOf(node).trim()
  const found = [...text.matchAll(reference)]
  // Prose in this section can mention a page.
  const rest = text.replace(reference, '').replace(/[\s,.;]|\band\b/g, '')
  if (found.length === 0 || rest !== '') return
  const [first = ''] = found.find(([, , blank]) => blank !== '') ?? []
  if (first !== '') {
    const expected = first.replace(/\s+/, '')
    const reason = `Unexpected blank in \`${first}\`, expected \`${expected}\``
    report(page.file, 'style-reference', reason, node.position)
  }
  if (!/^[^,;.\s]+(?:\.[^,;.\s]+)*(?:,\s+\S+?)*\)$/.test(text) || /;|\band\b/.test(text)) {
    const reason = 'Unexpected punctuation in SEE ALSO, expected commas, and nothing at the end'
    report(page.file, 'style-see-also', reason, node.position)
  }
  const keys = found.map(([, name = '', , section = '']) => ({ name, section }))
  for (const [index, key] of keys.entries()) {
    const before = keys[index - 1]
    if (!before || order(before) <= order(key)) continue
    const reason = `Unexpected \`${nameOf(key)}\` after \`${nameOf(before)}\`, expected it before`
    const note = 'sort references by section, then by name'
    report(page.file, 'style-see-also', reason, node.position, { note })
  }
}

interface Key {
  readonly name: string
  readonly section: string
}

/** Sort key; a blank sorts before every letter. */
function order({ name, section }: Key): string {
  return `${section} ${name.toLowerCase()}`
}

function nameOf({ name, section }: Key): string {
  return `${name}(${section})`
}
