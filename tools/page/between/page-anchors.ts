import type { ListItem } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { eachBlock } from '../nodes/each-block.ts'
import { tagOf } from '../nodes/tag-of.ts'
import type { Page } from '../page.ts'

/**
 * List the fragments that links to a page can have.
 *
 * @param page
 *   Page.
 * @returns
 *   Ids of headings and of tagged list items as mandoc makes them, and `example-NAME`.
 * @see mandoc 1.14.6, html.c `html_make_id`
 */
export function pageAnchors(page: Page): ReadonlySet<string> {
  const anchors = new Set(['NAME'])
  eachBlock(page.tree, (node) => {
    if (node.type === 'heading' && node.depth > 1) add(anchors, idOf(textOf(node)))
    if (node.type === 'listItem') {
      const word = wordOf(node)
      if (word !== undefined) add(anchors, idOf(word))
    }
  })
  for (const { labels } of page.examples) anchors.add(`example-${labels.name}`)
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

function wordOf(item: ListItem): string | undefined {
  const word = (tagOf(item) ?? '').trim().replace(/^-+/, '').split(/[\s,]/, 1)[0] ?? ''
  return /^[A-Za-z_]/.test(word) ? word : undefined
}
