import type { ListItem } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../message/index.ts'
import type { Spec } from '../spec/index.ts'
import { sectionNodes } from './section-nodes.ts'

/** An entry of the list of errors. */
interface Entry {
  readonly item: ListItem
  readonly code: string
  readonly text: string
}

/**
 * Warn of a list of errors that is out of order, or says one thing twice.
 *
 * @see man-pages(7), "Sections within a manual page", ERRORS, Linux man-pages 6.9
 */
export function checkErrors(spec: Spec): void {
  for (const node of sectionNodes(spec, 'ERRORS')) {
    if (node.type !== 'list') continue
    const entries = node.children.map(entryOf)
    if (!entries.some(({ code }) => code !== '')) continue
    for (const [index, entry] of entries.entries()) checkEntry(spec, entry, entries.slice(0, index))
  }
}

function entryOf(item: ListItem): Entry {
  const text = textOf(item)
  const [first] = item.children
  const tag = first?.type === 'paragraph' ? first.children[0] : undefined
  const isTag = tag?.type === 'inlineCode' || tag?.type === 'strong'
  const [code = ''] = isTag ? (/^E[A-Z0-9]{2,}$/.exec(textOf(tag)) ?? []) : []
  return { item, code, text }
}

function checkEntry(spec: Spec, { item, code, text }: Entry, earlier: readonly Entry[]): void {
  const start = item.position
  if (code === '') {
    const reason = `Unexpected entry \`${text.slice(0, 20)}\`, expected it to begin with an error`
    report(spec.file, 'style-errors', reason, start)
    return
  }
  if (earlier.some((other) => other.text === text)) {
    const reason = `Unexpected second entry for one condition of \`${code}\`, expected one`
    report(spec.file, 'style-errors', reason, start)
  }
  const after = earlier.find((other) => other.code > code)
  if (after) {
    const reason = `Unexpected \`${code}\` behind \`${after.code}\`, expected alphabetical order`
    report(spec.file, 'style-errors-order', reason, start)
  }
}
