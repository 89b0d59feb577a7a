import type { Root } from 'mdast'
import { flow } from './blocks/flow.ts'
import { rootContext } from './context.ts'
import { finishPage } from './finish-page.ts'
import type { RoffHandlers } from './handlers.ts'
import { type Header, headerLines } from './header/header.ts'
import type { Line } from './roff/line.ts'

/**
 * Compile a Markdown tree to a man page.
 *
 * @param tree
 *   Body of the page; its front matter and `#` headings are ignored.
 * @param header
 *   Content of the title line and of NAME.
 * @returns
 *   Page in the man macros, in ASCII, each line ended by a line feed.
 * @see man-pages(7), 6.20; groff_man_style(7); measured: test/man/tools.test.ts
 */
export function toRoff(tree: Root, header: Header): string {
  return finishPage(pageLines(tree, header))
}

/** Compile a page to lines, for `finishPage`. */
export function pageLines(tree: Root, header: Header, handlers: RoffHandlers = {}): Line[] {
  return [...headerLines(header), ...flow(tree.children, rootContext(tree, handlers))]
}
