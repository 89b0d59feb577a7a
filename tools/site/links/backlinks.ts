import type { Nodes, Root } from 'hast'
import { eachNode } from '../../page/index.ts'
import type { Book, Leaf } from '../book.ts'

/** Pages that link to a page, by its path, in reading order. */
export type Backlinks = ReadonlyMap<string, readonly Leaf[]>

/** Invert the links of all pages, except links of a page to itself. */
export function readBacklinks(book: Book, bodies: ReadonlyMap<Leaf, Root>): Backlinks {
  const paths = new Map(book.pages.map((page) => [encodeURI(page.path), page.path]))
  const backlinks = new Map<string, Leaf[]>()
  for (const page of book.pages) {
    const body = bodies.get(page)
    const targets = body === undefined ? [] : readTargets(body, paths)
    for (const path of targets) {
      if (path === page.path) continue
      backlinks.set(path, [...(backlinks.get(path) ?? []), page])
    }
  }
  return backlinks
}

function readTargets(body: Root, paths: ReadonlyMap<string, string>): ReadonlySet<string> {
  const targets = new Set<string>()
  eachNode<Nodes>(body, (node) => {
    const href = node.type === 'element' ? node.properties['href'] : undefined
    const path = typeof href === 'string' ? paths.get(href.replace(/#.*$/, '')) : undefined
    if (path !== undefined) targets.add(path)
  })
  return targets
}
