import type { List, PhrasingContent, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { eachNode } from '../../page/index.ts'
import { definitionsOf } from '../blocks/definitions.ts'
import { isOwnText } from './link.ts'

/** Make a list of the sources in the front matter. */
export function sourceList(sources: readonly string[]): List {
  return bullets(sources.map((source) => [{ type: 'text', value: source }]))
}

/**
 * List the addresses of links with another text, which terminals with hyperlinks do not print.
 *
 * @see groff_man(7), 1.23.0, `.UR` and the register `U`
 */
export function hiddenAddresses(tree: Root): string[] {
  const definitions = definitionsOf(tree)
  const found = new Set<string>()
  eachNode(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'linkReference') return
    const url = node.type === 'link' ? node.url : (definitions.get(node.identifier)?.url ?? '')
    if (isOuterAddress(url) && !isOwnText(plainText(node), url)) found.add(url)
  })
  return [...found]
}

/** Whether an address is to be listed if terminals hide it. */
export function isOuterAddress(url = ''): boolean {
  return /^https?:/.test(url)
}

/** Make a list of addresses. */
export function addressList(urls: readonly string[]): List {
  return bullets(
    urls.map((url) => [{ type: 'link', url, children: [{ type: 'text', value: url }] }]),
  )
}

function bullets(items: readonly PhrasingContent[][]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: items.map((children) => ({
      type: 'listItem',
      spread: false,
      children: [{ type: 'paragraph', children }],
    })),
  }
}
