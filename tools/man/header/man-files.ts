import type { Header } from './header.ts'
import { manPath } from './man-path.ts'

/** A file of a manual. */
export interface ManFile {
  /** `man2/F_LAYOUT.2const`. */
  readonly path: string
  /** Content; for a link, the name of its target in the same folder. */
  readonly text: string
  /** Whether the file is a symbolic link, which mandoc recommends in place of `.so`. */
  readonly link?: true
}

/**
 * List the files of a compiled page.
 *
 * @param header
 *   Names and section of the page.
 * @param text
 *   Compiled page.
 * @returns
 *   The page, then a link for each further name.
 * @see measured: test/man/tools.test.ts
 */
export function manFiles({ names, section }: Header, text: string): ManFile[] {
  const [first = '', ...others] = names
  const path = manPath(first, section)
  const target = path.replace(/.*\//, '')
  return [
    { path, text },
    ...others.map((name) => ({ path: manPath(name, section), text: target, link: true as const })),
  ]
}
