import type { Heading, Nodes, Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { definitionsOf } from './blocks/definitions.ts'
import { headerRest } from './header/header-rest.ts'
import type { PageHeader } from './header/page-header.ts'
import { addressList, hiddenAddresses } from './phrasing/links.ts'

/**
 * Arrange the blocks of any Markdown page as those of a man page.
 *
 * The highest headings become sections, text above the first of them becomes DESCRIPTION, and
 * addresses that terminals hide are listed under SEE ALSO.
 *
 * @param tree
 *   Parsed page; it is not changed.
 * @param header
 *   Nodes that the header uses, and nodes that move to the start of DESCRIPTION.
 */
export function pageBody(tree: Root, header: Omit<PageHeader, 'header'>): Root {
  const definitions = definitionsOf(tree)
  const moved = new Set<RootContent>()
  const blocks = tree.children.flatMap((node) => {
    const isUsed = header.used.includes(node)
    const isMoved = header.moved.includes(node)
    const kept = withoutComments(node)
    const parts = isUsed ? kept.flatMap((part) => headerRest(part, definitions)) : kept
    const shown = isMoved ? parts.map(asParagraph) : parts
    // Only NAME has a paragraph in the header.
    if (isMoved || (isUsed && node.type === 'paragraph')) for (const part of shown) moved.add(part)
    return shown
  })
  const depths = blocks.flatMap((node) =>
    node.type === 'heading' ? [Math.max(2, node.depth)] : [],
  )
  const shift = Math.min(...depths, 6) - 2
  const raised = blocks.map((node) => (node.type === 'heading' ? raise(node, shift) : node))
  const shifted = moved.size > 0 ? describeFirst(raised, moved) : raised
  const first = shifted.find((node) => node.type !== 'definition' && node.type !== 'yaml')
  const isBare = first !== undefined && !(first.type === 'heading' && first.depth === 2)
  const body = isBare ? [heading(freeTitle(shifted)), ...shifted] : shifted
  const addresses = hiddenAddresses(tree)
  return { type: 'root', children: addresses.length > 0 ? addLinks(body, addresses) : body }
}

/** Move some blocks to the start of DESCRIPTION, if there is one. */
function describeFirst(blocks: RootContent[], moved: ReadonlySet<RootContent>): RootContent[] {
  const others = blocks.filter((node) => !moved.has(node))
  const at = others.findIndex((node) => isSection(node, 'DESCRIPTION')) + 1
  return at === 0 ? blocks : [...others.slice(0, at), ...moved, ...others.slice(at)]
}

function raise(node: Heading, shift: number): Heading {
  return { ...node, depth: Math.max(2, node.depth - shift) as Heading['depth'] }
}

/** Keep a title that is not wholly in the header as text. */
function asParagraph(node: RootContent): RootContent {
  if (node.type !== 'heading') return node
  const { children, position } = node
  return { type: 'paragraph', children, ...(position && { position }) }
}

/** Remove comments, which are for authors. */
function withoutComments(node: RootContent): RootContent[] {
  if (node.type === 'html' && /^<!--.*-->\s*$/s.test(node.value)) return []
  if (!('children' in node)) return [node]
  const children = (node.children as RootContent[]).flatMap(withoutComments)
  return [{ ...node, children } as RootContent]
}

function freeTitle(blocks: readonly Nodes[]): string {
  const isTaken = blocks.some((node) => isSection(node, 'DESCRIPTION'))
  return isTaken ? 'OVERVIEW' : 'DESCRIPTION'
}

function addLinks(blocks: readonly RootContent[], addresses: readonly string[]): RootContent[] {
  const at = blocks.findIndex((node) => isSection(node, 'SEE ALSO'))
  const list = addressList(addresses)
  if (at < 0) return [...blocks, heading('SEE ALSO'), list]
  const rest = blocks.slice(at + 1)
  const length = rest.findIndex((node) => node.type === 'heading' && node.depth === 2)
  const end = length < 0 ? blocks.length : at + 1 + length
  return [...blocks.slice(0, end), heading('Links', 3), list, ...blocks.slice(end)]
}

function isSection(node: Nodes, title: string): boolean {
  return node.type === 'heading' && node.depth === 2 && plainText(node).toUpperCase() === title
}

function heading(value: string, depth: Heading['depth'] = 2): Heading {
  return { type: 'heading', depth, children: [{ type: 'text', value }] }
}
