import type { Nodes, PhrasingContent, Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { plainRoff } from './plain-roff.ts'
import { isPlain } from './plain-table.ts'
import { showControls } from './roff/escape.ts'

/**
 * Report every word and every line of code of a page that its compiled form has lost.
 *
 * Words must occur in their order; white space and case do not count, since headings change case
 * and lines are filled.
 *
 * @param tree
 *   Page as it was compiled.
 * @param roff
 *   What became of it.
 * @param file
 *   Gets the messages.
 */
export function checkText(tree: Root, roff: string, file: VFile): void {
  const text = plainRoff(roff)
  const words = wordsOf(text)
  const squeezed = squeeze(text)
  let at = 0
  for (const { node, value, loose } of tree.children
    .filter(isBody)
    .flatMap((node) => textsOf(node))) {
    const lost: string[] = []
    for (const parts of groupsOf(value)) {
      const next = findGroup(parts, words, at)
      if (next < 0)
        lost.push(parts.find((part) => !words.includes(fold(part), at)) ?? parts.join(''))
      else if (!loose) at = next
    }
    if (node.type === 'code')
      lost.push(...node.value.split(/\r?\n/).filter((line) => !squeezed.includes(squeeze(line))))
    if (lost[0] !== undefined) {
      report(
        file,
        'man-text-lost',
        `Unexpected manual page without \`${lost[0]}\`, expected every word of the page`,
        node.position,
      )
    }
  }
}

/** Whether a block of the page is printed as one: the title goes into the header. */
function isBody(node: Nodes): boolean {
  return node.type !== 'heading' || node.depth > 1
}

interface Piece {
  readonly node: Nodes
  readonly value: string
  /** Whether its words may come in another order: long cells of plain tables go on below others. */
  readonly loose: boolean
}

/** Paragraphs, cells and blocks of code with their text; what is no text of the page is left out. */
function textsOf(node: Nodes, loose = false): Piece[] {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    return [{ node, value: node.children.map(inlineText).join(''), loose }]
  }
  if (node.type === 'yaml' || node.type === 'definition') return []
  if ('children' in node) {
    const table = node.type === 'table' && isPlain(node)
    return node.children.flatMap((child) => textsOf(child, loose || table))
  }
  return 'value' in node ? [{ node, value: node.value, loose }] : []
}

/** Text of an inline node; what is set apart in the page is set apart here. */
function inlineText(node: PhrasingContent): string {
  if (node.type === 'break' || (node.type === 'html' && /^<br/i.test(node.value))) return ' '
  if (node.type === 'footnoteReference') return ` ${node.label ?? node.identifier} `
  if (node.type === 'image' || node.type === 'imageReference') return seam + (node.alt ?? '') + seam
  if (!('children' in node)) return node.value
  const text = node.children.map(inlineText).join('')
  if (node.type === 'delete') return `~~${text}~~`
  return node.type === 'link' || node.type === 'linkReference' ? `${seam}${text}${seam}` : text
}

/** What stands between a link and its neighbours: they may print as one word or as several. */
const seam = '\ue090'

/** Words of a text; one that a link begins or ends in comes in parts. */
function groupsOf(text: string): string[][] {
  // What Unicode calls a letter takes a search of its tables.
  if (isAscii(text)) return (text.match(/\w+/g) ?? []).map((word) => [word])
  const groups = text.normalize('NFD').match(/[\p{L}\p{M}\p{N}_]+(?:\ue090+[\p{L}\p{M}\p{N}_]+)*/gu)
  return (groups ?? []).map((group) => group.split(/\ue090+/))
}

/**
 * Index behind a group at its first place from `at` on, in as many words as it takes; -1 where there
 * is none. Each way to part it counts: the first part may stand alone earlier, and not be meant.
 */
function findGroup(parts: readonly string[], words: readonly string[], at: number): number {
  if (parts.length === 1) return words.indexOf(fold(parts[0] ?? ''), at) + 1 || -1
  // By number of parts: the index behind them, at the earliest.
  const ends = [at]
  for (let count = 1; count <= parts.length; count += 1) {
    const found = ends.flatMap((end, first) => {
      const index = end < 0 ? -1 : words.indexOf(fold(parts.slice(first, count).join('')), end)
      return index < 0 ? [] : [index + 1]
    })
    ends.push(found.length > 0 ? Math.min(...found) : -1)
  }
  return ends.at(-1) ?? -1
}

function wordsOf(text: string): string[] {
  if (isAscii(text)) return fold(text).match(/\w+/g) ?? []
  return fold(text).match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
}

/**
 * A text by way of capitals, as a heading has `SS` for `ß`, without the form that a sigma has at the
 * end of a word, and with accents apart: one may stand on a letter of the node before its own.
 */
function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text.normalize('NFD').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFD')
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

function squeeze(text: string): string {
  return showControls(text.normalize('NFC')).replace(/\s+/g, '')
}
