import type { Nodes, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { titleAfter, titlesOf, withTitles } from './pieces.ts'

/**
 * List the words and lines of code of a tree that a rendered page lacks.
 *
 * A word that occurs twice must be printed twice. This shares nothing with the compiler.
 */
export function lostWords(page: Root, rendered: string): string[] {
  const tree = withTitles(page, titlesOf(page))
  const have = new Map<string, number>()
  for (const word of wordsOf(rendered)) have.set(word, (have.get(word) ?? 0) + 1)
  const lost: string[] = []
  for (const word of leavesOf(tree).flatMap((value) => wordsOf(value))) {
    const left = have.get(word) ?? 0
    if (left === 0) lost.push(word)
    have.set(word, left - 1)
  }
  const squeezed = squeeze(rendered)
  const lines = codeOf(tree).flatMap((value) => value.split(/\r?\n/))
  return [...lost, ...lines.filter((line) => !squeezed.includes(squeeze(line)))]
}

/** Split a tree into the texts of its blocks; `**a**b` is one word. */
function leavesOf(node: Nodes): string[] {
  if (node.type === 'yaml' || node.type === 'definition') return []
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    return [node.children.map(inline).join('')]
  }
  if ('children' in node) return node.children.flatMap(leavesOf)
  return 'value' in node ? [node.value] : []
}

function inline(node: Nodes): string {
  if (node.type === 'break' || (node.type === 'html' && node.value === '<br>')) return ' '
  if (node.type === 'image' || node.type === 'imageReference') {
    return ` ${node.alt ?? ''} ${titleAfter(node, node.alt ?? '')} `
  }
  if (node.type === 'footnoteReference') return ` ${node.identifier} `
  const text =
    'children' in node ? node.children.map(inline).join('') : 'value' in node ? node.value : ''
  if (node.type !== 'link' && node.type !== 'linkReference') return text
  return ` ${text} ${titleAfter(node, plainText(node))} `
}

/** List the code outside tables, in which cells wrap. */
function codeOf(node: Nodes): string[] {
  if (node.type === 'table') return []
  if (node.type === 'code' || node.type === 'inlineCode') return [node.value]
  return 'children' in node ? node.children.flatMap(codeOf) : []
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? []
  )
}

/** Remove white space, and restore the `-` for which groff prints a hyphen. */
function squeeze(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '').replaceAll('\u2010', '-')
}
