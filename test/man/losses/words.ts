import type { Nodes, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { titleBehind, titlesOf, withTitles } from './pieces.ts'

/**
 * Words and lines of code of a tree that a rendered page does not have.
 *
 * It knows nothing of the compiler: words are compared as a set in which each may be used once, so
 * that a word which occurs twice must be printed twice.
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

/** Text per block; inline nodes run together, as `**a**b` is one word. */
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
    return ` ${node.alt ?? ''} ${titleBehind(node, node.alt ?? '')} `
  }
  if (node.type === 'footnoteReference') return ` ${node.identifier} `
  const text =
    'children' in node ? node.children.map(inline).join('') : 'value' in node ? node.value : ''
  if (node.type !== 'link' && node.type !== 'linkReference') return text
  return ` ${text} ${titleBehind(node, plainText(node))} `
}

/** Code that stands in one piece in a rendered page: a cell's may go on below another cell. */
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

/** Without white space, and with the hyphen that groff prints for `-` in prose as it was. */
function squeeze(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '').replaceAll('\u2010', '-')
}
