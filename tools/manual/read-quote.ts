import type { VFile } from 'vfile'
import { hashOf } from '../cache/index.ts'
import type { QuotedFile } from '../page/index.ts'
import { readQuotedFile } from '../project/index.ts'

declare module 'vfile' {
  interface DataMap {
    /** Files that the page quotes, with the hash of what was in them; `null`: nothing could be read. */
    quotes: Record<string, string | null>
  }
}

/**
 * Make what reads the files that pages of a manual quote.
 *
 * @param root
 *   Folder of the manual, which paths are relative to.
 * @returns
 *   Reader; the page's file gets to know what was read for it.
 */
export function quoteReader(root: string): (name: string, page: VFile) => QuotedFile {
  return (name, page) => {
    const quoted = readQuotedFile(root, name)
    page.data.quotes ??= {}
    page.data.quotes[name] = 'problem' in quoted ? null : hashOf(quoted.text)
    return quoted
  }
}
