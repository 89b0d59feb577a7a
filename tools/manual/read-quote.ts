import type { VFile } from 'vfile'
import { hashOf } from '../cache/index.ts'
import type { QuotedFile } from '../page/index.ts'
import { readQuotedFile } from '../project/index.ts'

declare module 'vfile' {
  interface DataMap {
    /** Files that the page quotes, with hashes of their contents; `null`: unreadable. */
    quotes: Record<string, string | null>
  }
}

/**
 * Make a reader of the files that pages of a manual quote.
 *
 * @param root
 *   Folder of the manual, to which paths are relative.
 * @returns
 *   Reader; it lists what it read in `data.quotes` of the page's file.
 */
export function quoteReader(root: string): (name: string, page: VFile) => QuotedFile {
  return (name, page) => {
    const quoted = readQuotedFile(root, name)
    page.data.quotes ??= {}
    page.data.quotes[name] = 'problem' in quoted ? null : hashOf(quoted.text)
    return quoted
  }
}
