import type { Paragraph } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode, sectionNodes } from '../../page/index.ts'
import { referenceName, referenceSection } from '../../words/index.ts'

const reference = new RegExp(String.raw`(${referenceName})(\s*)\((${referenceSection})\)`, 'g')
const apart = new RegExp(String.raw`^\s+\((${referenceSection})\)`)

/**
 * Warn of references in another form than `name(2)`, and of a SEE ALSO that is no sorted list.
 *
 * @see man-pages(7), "Formatting conventions (general)" and SEE ALSO, Linux man-pages 6.9
 */
export function checkReferences(spec: Page): void {
  eachNode(spec.tree, (node) => {
    if (node.type !== 'paragraph') return
    checkBlanks(spec, node)
    checkSelf(spec, node)
  })
  for (const node of sectionNodes(spec, 'SEE ALSO')) {
    if (node.type === 'heading') return
    if (node.type === 'paragraph') checkSeeAlso(spec, node)
  }
}

/** Who reads the page is there already. */
function checkSelf(spec: Page, { children }: Paragraph): void {
  for (const [index, node] of children.entries()) {
    const next = children[index + 1]
    const text = node.type === 'text' ? node.value : textOf(node)
    const whole = node.type !== 'text' && next?.type === 'text' ? text + next.value : text
    const own = [...whole.matchAll(reference)].find(
      ([, name = '', blank, section]) =>
        blank === '' && section === spec.section && spec.names.includes(name),
    )
    // What a plain text has before its end counts with the node that it belongs to.
    if (!own || (node.type !== 'text' && own.index >= text.length)) continue
    const [found, name = ''] = own
    const reason = `Unexpected reference \`${found}\` to the page itself, expected \`${name}\``
    report(spec.file, 'style-reference', reason, node.position)
  }
}

/** A bold name, a blank and a section; a number behind code may be its value. */
function checkBlanks(spec: Page, { children }: Paragraph): void {
  for (const [index, node] of children.entries()) {
    const next = children[index + 1]
    if (node.type !== 'strong' || next?.type !== 'text') continue
    const [, section] = apart.exec(next.value) ?? []
    if (section === undefined) continue
    const name = textOf(node)
    const reason = `Unexpected blank in a reference to \`${name}\`, expected \`${name}(${section})\``
    report(spec.file, 'style-reference', reason, node.position)
  }
}

function checkSeeAlso(spec: Page, node: Paragraph): void {
  const text = textOf(node).trim()
  const found = [...text.matchAll(reference)]
  // Prose in this section may mention a page.
  const rest = text.replace(reference, '').replace(/[\s,.;]|\band\b/g, '')
  if (found.length === 0 || rest !== '') return
  const [first = ''] = found.find(([, , blank]) => blank !== '') ?? []
  if (first !== '') {
    const expected = first.replace(/\s+/, '')
    const reason = `Unexpected blank in \`${first}\`, expected \`${expected}\``
    report(spec.file, 'style-reference', reason, node.position)
  }
  if (!/^[^,;.\s]+(?:\.[^,;.\s]+)*(?:,\s+\S+?)*\)$/.test(text) || /;|\band\b/.test(text)) {
    const reason = 'Unexpected punctuation in SEE ALSO, expected commas, and nothing at the end'
    report(spec.file, 'style-see-also', reason, node.position)
  }
  const keys = found.map(([, name = '', , section = '']) => ({ name, section }))
  for (const [index, key] of keys.entries()) {
    const before = keys[index - 1]
    if (!before || order(before) <= order(key)) continue
    const reason = `Unexpected \`${nameOf(key)}\` behind \`${nameOf(before)}\`, expected it before`
    const note = 'References are sorted by section, then by name'
    report(spec.file, 'style-see-also', reason, node.position, { note })
  }
}

interface Key {
  readonly name: string
  readonly section: string
}

/** Sections before names; a blank sorts below every letter. */
function order({ name, section }: Key): string {
  return `${section} ${name.toLowerCase()}`
}

function nameOf({ name, section }: Key): string {
  return `${name}(${section})`
}
