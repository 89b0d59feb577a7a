import type { Nodes, PhrasingContent, Root } from 'mdast'
import { definitionsOf } from '../blocks/definitions.ts'
import { isPlain } from '../blocks/plain-table.ts'
import { linkTitle } from '../phrasing/link-title.ts'

/** A piece of visible text of a page. */
export interface TextPiece {
  readonly node: Nodes
  readonly value: string
  /** Whether its words can be out of order: long cells of plain tables continue below others. */
  readonly loose: boolean
}

/** Separator of a link and its neighbors, which can print as one word or as several. */
export const seam = '\ue090'

/**
 * List the text of paragraphs, cells and blocks of code of a page, without its title.
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

/** Text of an inline node, with the separators that the page prints. */
function inlineText(node: PhrasingContent, definitions: Definitions): string {
  const { type } = node
  if (type === 'text' || type === 'inlineCode') return node.value
  if (type === 'break' || (type === 'html' && /^<br/i.test(node.value))) return ' '
  if (type === 'footnoteReference') return ` ${node.label ?? node.identifier} `
  if (type === 'image' || type === 'imageReference') {
    return seam + (node.alt ?? '') + seam + titleAfter(node, definitions)
  }
  if (!('children' in node)) return node.value
  const text = inlineTexts(node.children, definitions)
  if (type === 'delete') return `~~${text}~~`
  if (type !== 'link' && type !== 'linkReference') return text
  return seam + text + seam + titleAfter(node, definitions)
}

function titleAfter(node: PhrasingContent, definitions: Definitions): string {
  const title = linkTitle(node, definitions)
  return title === undefined ? '' : ` ${title} `
}
