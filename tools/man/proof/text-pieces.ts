import type { Nodes, PhrasingContent, Root } from 'mdast'
import { definitionsOf } from '../blocks/definitions.ts'
import { isPlain } from '../blocks/plain-table.ts'
import { linkTitle } from '../phrasing/link-title.ts'

/** A stretch of text that a page shows. */
export interface TextPiece {
  readonly node: Nodes
  readonly value: string
  /** Whether its words may come in another order: long cells of plain tables go on below others. */
  readonly loose: boolean
}

/** What stands between a link and its neighbours: they may print as one word or as several. */
export const seam = '\ue090'

/**
 * Paragraphs, cells and blocks of code of a page with their text.
 *
 * What is no text of the page is left out; so is the title, which goes into the header.
 */
export function textPieces(tree: Root): TextPiece[] {
  const draft: Draft = { pieces: [], definitions: definitionsOf(tree) }
  for (const node of tree.children) {
    if (node.type !== 'heading' || node.depth > 1) addPieces(draft, node, false)
  }
  return draft.pieces
}

type Definitions = ReturnType<typeof definitionsOf>

interface Draft {
  readonly pieces: TextPiece[]
  readonly definitions: Definitions
}

function addPieces(draft: Draft, node: Nodes, loose: boolean): void {
  const { type } = node
  const { pieces, definitions } = draft
  if (type === 'paragraph' || type === 'heading' || type === 'tableCell') {
    pieces.push({ node, value: inlineTexts(node.children, definitions), loose })
  } else if (type === 'yaml' || type === 'definition') return
  else if ('children' in node) {
    const isLoose = loose || (type === 'table' && isPlain(node))
    for (const child of node.children) addPieces(draft, child, isLoose)
  } else if ('value' in node) pieces.push({ node, value: node.value, loose })
}

function inlineTexts(nodes: readonly PhrasingContent[], definitions: Definitions): string {
  let out = ''
  for (const node of nodes) out += inlineText(node, definitions)
  return out
}

/** Text of an inline node; what is set apart in the page is set apart here. */
function inlineText(node: PhrasingContent, definitions: Definitions): string {
  const { type } = node
  if (type === 'text' || type === 'inlineCode') return node.value
  if (type === 'break' || (type === 'html' && /^<br/i.test(node.value))) return ' '
  if (type === 'footnoteReference') return ` ${node.label ?? node.identifier} `
  if (type === 'image' || type === 'imageReference') {
    return seam + (node.alt ?? '') + seam + titleBehind(node, definitions)
  }
  if (!('children' in node)) return node.value
  const text = inlineTexts(node.children, definitions)
  if (type === 'delete') return `~~${text}~~`
  if (type !== 'link' && type !== 'linkReference') return text
  return seam + text + seam + titleBehind(node, definitions)
}

function titleBehind(node: PhrasingContent, definitions: Definitions): string {
  const title = linkTitle(node, definitions)
  return title === undefined ? '' : ` ${title} `
}
