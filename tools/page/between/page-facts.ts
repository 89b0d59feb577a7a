import type { Nodes, Parents } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Place } from '../../outcome/index.ts'
import { referenceName, referenceSection } from '../../words/index.ts'
import { eachNode } from '../nodes/each-node.ts'
import type { Page } from '../page.ts'
import { placeOf } from '../text/place-of.ts'
import { pageAnchors } from './page-anchors.ts'

/** Names and anchors of a page, and its references to other pages; plain data. */
export interface PageFacts {
  /** Path of the page, as its file has it. */
  readonly path: string
  /** Name of its file: `gup-dax.7.md`. */
  readonly file: string
  readonly names: readonly string[]
  readonly section: string
  /** Place of the title. */
  readonly place: Place
  /** Fragments that links to it can have. */
  readonly anchors: readonly string[]
  /** Links within the manual. */
  readonly links: readonly LocalLink[]
  /** References such as `name(7)` in its text. */
  readonly mentions: readonly Mention[]
}

/** A link within a manual. */
export interface LocalLink {
  readonly url: string
  readonly place: Place
}

/** A reference in the text to a page of some manual. */
export interface Mention {
  readonly name: string
  readonly section: string
  readonly place: Place
}

/**
 * Collect the facts of a page that are needed to check the references of a manual.
 *
 * @param page
 *   Page.
 * @returns
 *   Plain data, much smaller than the tree of the page.
 */
export function pageFacts(page: Page): PageFacts {
  const links: LocalLink[] = []
  const mentions: Mention[] = []
  eachNode(page.tree, (node) => {
    if (isLocal(node)) links.push({ url: node.url, place: placeOf(node) })
    if ('children' in node) mentions.push(...mentionsIn(node))
  })
  return {
    path: page.file.path,
    file: page.file.basename ?? `${page.names[0]}.${page.section}.md`,
    names: page.names,
    section: page.section,
    place: placeOf(page.tree.children.find((node) => node.type === 'heading')),
    anchors: [...pageAnchors(page)],
    links,
    mentions,
  }
}

/** Check whether a node is a link within the manual. */
function isLocal(node: Nodes): node is Extract<Nodes, { type: 'link' | 'definition' }> {
  if (node.type !== 'link' && node.type !== 'definition') return false
  // A scheme or `//` leads out of the manual; `mailto:` has a scheme too.
  return !/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(node.url)
}

/** `name(7)`, also with the name in bold, italics or code. */
function mentionsIn(parent: Parents): Mention[] {
  const mentions: Mention[] = []
  for (const [index, node] of parent.children.entries()) {
    if (node.type !== 'text' || !node.value.includes('(')) continue
    const before = parent.children[index - 1]
    const marked = before && isMark(before) ? textOf(before) : ''
    for (const [, name = '', section = ''] of (marked + node.value).matchAll(reference)) {
      mentions.push({ name, section, place: placeOf(node) })
    }
  }
  return mentions
}

const reference = new RegExp(String.raw`(${referenceName})\((${referenceSection})\)`, 'g')

function isMark({ type }: Nodes): boolean {
  return type === 'strong' || type === 'emphasis' || type === 'inlineCode'
}
