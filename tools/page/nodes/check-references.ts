import type { Definition, Root, Text } from 'mdast'
import { report } from '../../message/index.ts'
import { type PageText, placeAt } from '../text/page-text.ts'
import { placeOf } from '../text/place-of.ts'
import { eachNode } from './each-node.ts'

// The parser leaves a reference without definition as text; `a[i][j]` in prose is not one.
const footnote = /(?<!\\)\[\^([^\]\s]+)\]/g
const reference = /(?:(?<![\w\\])\[([^[\]]+)\]|^\])\[([^[\]]*)\]/g
/** Matches wherever one of them can. */
const either = /\[\^|\]\[/

/** Report references without a definition, and definitions without a reference. */
export function checkReferences(page: PageText, tree: Root): void {
  const used = new Set<string>()
  const definitions: Definition[] = []
  const texts: Text[] = []
  eachNode(tree, (node) => {
    if (node.type === 'text') texts.push(node)
    else if (node.type === 'linkReference') used.add(node.identifier)
    else if (node.type === 'definition') definitions.push(node)
  })
  for (const node of definitions) {
    if (used.has(node.identifier)) continue
    const reason = `Unexpected definition \`${node.label ?? node.identifier}\`, expected a link that uses it`
    report(page.file, 'text-lost', reason, placeOf(node))
  }
  if (!either.test(page.text)) return
  for (const node of texts) checkText(page, node)
}

function checkText(page: PageText, node: Text): void {
  const { start, end } = placeOf(node)
  const source = page.text.slice(start.offset, end.offset)
  for (const match of source.matchAll(footnote)) {
    complain(page, start.offset + match.index, match[0], `^${match[1]}`)
  }
  for (const match of source.matchAll(reference)) {
    const label = match[2] || match[1]
    if (label !== undefined && !label.startsWith('^')) {
      complain(page, start.offset + match.index, match[0], label)
    }
  }
}

function complain(page: PageText, offset: number, text: string, label: string): void {
  const reason = `Unexpected reference \`${label}\`, expected a definition for it`
  report(page.file, 'reference-undefined', reason, placeAt(page, offset, offset + text.length))
}
