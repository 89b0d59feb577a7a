import type { Header } from './header.ts'
import { manPath } from './man-path.ts'

/** A file below the folder of the manual. */
export interface ManFile {
  /** `man2/F_LAYOUT.2const`. */
  readonly path: string
  /** Of a link: the name of the file beside it that it stands for. */
  readonly text: string
  /** Whether the file is a symbolic link; mandoc calls `.so` fragile and asks for a link. */
  readonly link?: true
}

/**
 * Say which files a compiled page becomes.
 *
 * @param header
 *   Names and section of the page.
 * @param text
 *   The page.
 * @returns
 *   Page first, then a link for each further name.
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
