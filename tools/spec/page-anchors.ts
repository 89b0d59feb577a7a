import type { ListItem } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { eachNode } from './each-node.ts'
import type { Spec } from './spec.ts'

/**
 * List the fragments that a link to a page can have.
 *
 * @param spec
 *   Page.
 * @returns
 *   Ids of headings and of tagged list items as mandoc makes them, and `example-NAME`.
 * @see mandoc 1.14.6, html.c `html_make_id`
 */
export function pageAnchors(spec: Spec): ReadonlySet<string> {
  const anchors = new Set(['NAME'])
  eachNode(spec.tree, (node) => {
    if (node.type === 'heading' && node.depth > 1) add(anchors, idOf(textOf(node)))
    if (node.type === 'listItem') {
      const tag = tagOf(node)
      if (tag !== undefined) add(anchors, idOf(tag))
    }
  })
  for (const { labels } of spec.examples) anchors.add(`example-${labels.name}`)
  return anchors
}

/** The second `X` is `X~2`, as in mandoc. */
function add(anchors: Set<string>, id: string): void {
  let own = id
  for (let count = 2; anchors.has(own); count++) own = `${id}~${count}`
  anchors.add(own)
}

function idOf(text: string): string {
  return text.trim().replace(/[^A-Za-z0-9!$&'()*+,\-./:;=?@_]/gu, '_')
}

function tagOf(item: ListItem): string | undefined {
  const [first] = item.children
  const mark = first?.type === 'paragraph' ? first.children[0] : undefined
  if (mark?.type !== 'inlineCode' && mark?.type !== 'strong') return undefined
  const word = textOf(mark).trim().replace(/^-+/, '').split(/[\s,]/, 1)[0] ?? ''
  return /^[A-Za-z_]/.test(word) ? word : undefined
}
