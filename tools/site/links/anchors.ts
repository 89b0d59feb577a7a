import type { Heading, ListItem, Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Page } from '../../page/index.ts'
import { eachNode, tagOf } from '../../page/index.ts'
import { makeId, makeTagId, openIds } from './ids.ts'

/** A linkable place of a page. */
export interface Anchor {
  readonly id: string
  readonly text: string
  /** Depth of a heading, 0 for a tagged item, -1 for an example. */
  readonly depth: number
}

/** The linkable places of a page. */
export interface Anchors {
  /** Ids by the node that carries them. */
  readonly ids: ReadonlyMap<Nodes, string>
  /** Anchors in the order of the page, examples last. */
  readonly list: readonly Anchor[]
}

/** Id of an example by its name. */
export function exampleId(name: string): string {
  return `example-${makeId(name)}`
}

/** Assign ids to the headings, tagged items and examples of a page. */
export function readAnchors(page: Page): Anchors {
  const unique = openIds()
  const ids = new Map<Nodes, string>()
  const list: Anchor[] = [{ id: unique('NAME'), text: 'NAME', depth: 2 }]
  function add(node: Heading | ListItem, id: string, anchor: Omit<Anchor, 'id'>): void {
    const own = unique(id)
    ids.set(node, own)
    list.push({ id: own, ...anchor })
  }
  eachNode(page.tree, (node) => {
    if (node.type === 'heading' && node.depth > 1) {
      const text = textOf(node)
      add(node, makeId(text), { text, depth: node.depth })
    }
    if (node.type === 'listItem') {
      const text = tagOf(node)
      const id = text === undefined ? undefined : makeTagId(text)
      if (text !== undefined && id !== undefined) add(node, id, { text, depth: 0 })
    }
  })
  for (const { labels } of page.examples) {
    list.push({ id: exampleId(labels.name), text: labels.name, depth: -1 })
  }
  return { ids, list }
}
