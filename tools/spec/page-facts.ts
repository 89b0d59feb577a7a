import type { Nodes, Parents } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { eachNode } from './each-node.ts'
import { pageAnchors } from './page-anchors.ts'
import type { Spec } from './spec.ts'

/** What other pages need to know of a page, and what it says of them. */
export interface PageFacts {
  /** Path of the page, as its file has it. */
  readonly path: string
  /** Name of its file: `gup-dax.7.md`. */
  readonly file: string
  readonly names: readonly string[]
  readonly section: string
  /** Fragments that a link to it can have. */
  readonly anchors: readonly string[]
  /** Addresses of its links, without those that lead out of the manual; each once. */
  readonly links: readonly string[]
  /** What its text calls `name(7)`, each once. */
  readonly mentions: readonly Mention[]
}

/** A reference in the text to a page of some manual. */
export interface Mention {
  readonly name: string
  readonly section: string
}

/**
 * Collect what is needed of a page to check the references of a manual.
 *
 * @param spec
 *   Page.
 * @returns
 *   Plain data, much smaller than the tree of the page.
 */
export function pageFacts(spec: Spec): PageFacts {
  const links = new Set<string>()
  const mentions = new Map<string, Mention>()
  eachNode(spec.tree, (node) => {
    const url = localUrl(node)
    if (url !== undefined) links.add(url)
    if (!('children' in node)) return
    for (const { mention } of mentionsIn(node)) {
      mentions.set(`${mention.name}(${mention.section})`, mention)
    }
  })
  return {
    path: spec.file.path,
    file: spec.file.basename ?? `${spec.names[0]}.${spec.section}.md`,
    names: spec.names,
    section: spec.section,
    anchors: [...pageAnchors(spec)],
    links: [...links],
    mentions: [...mentions.values()],
  }
}

/** Address of a link within the manual. */
export function localUrl(node: Nodes): string | undefined {
  if (node.type !== 'link' && node.type !== 'definition') return undefined
  // A scheme or `//` leads out of the manual; `mailto:` has a scheme too.
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(node.url) ? undefined : node.url
}

/** `name(7)`, also with the name in bold, italics or code. */
export function mentionsIn(parent: Parents): { mention: Mention; node: Nodes }[] {
  const mentions: { mention: Mention; node: Nodes }[] = []
  for (const [index, node] of parent.children.entries()) {
    if (node.type !== 'text' || !node.value.includes('(')) continue
    const before = parent.children[index - 1]
    const marked = before && isMark(before) ? textOf(before) : ''
    const text = marked + node.value
    for (const [, name = '', section = ''] of text.matchAll(reference)) {
      mentions.push({ mention: { name, section }, node })
    }
  }
  return mentions
}

const reference = /([A-Za-z_][\w.+-]*)\(([1-9][a-z]*)\)/g

function isMark({ type }: Nodes): boolean {
  return type === 'strong' || type === 'emphasis' || type === 'inlineCode'
}
