import type { Root } from 'mdast'
import { flow } from './blocks/flow.ts'
import { rootContext } from './context.ts'
import { finishPage } from './finish-page.ts'
import type { RoffHandlers } from './handlers.ts'
import { type Header, headerLines } from './header/header.ts'
import type { Line } from './roff/line.ts'

/**
 * Compile a Markdown tree to a manual page without any help.
 *
 * @param tree
 *   Body of the page; a first heading and front matter are left to `header`.
 * @param header
 *   Title line and NAME section.
 * @returns
 *   Page in the man macros, ASCII only, each line ended by a line feed.
 * @see man-pages(7), 6.20; groff_man_style(7); measured: test/man/tools.test.ts
 */
export function toRoff(tree: Root, header: Header): string {
  return finishPage(pageLines(tree, header))
}

/** Lines of a page before what depends on neighbours is put right. */
export function pageLines(tree: Root, header: Header, handlers: RoffHandlers = {}): Line[] {
  return [...headerLines(header), ...flow(tree.children, rootContext(tree, handlers))]
}
