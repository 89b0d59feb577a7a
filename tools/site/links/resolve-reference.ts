import type { Book, Leaf } from '../book.ts'

/**
 * Find the page for a reference such as `fcntl(2)`.
 *
 * @returns
 *   Address of a page of the site, else of the page at man7.org, which is linked but never loaded;
 *   `undefined` for a reference of a page to itself.
 * @see https://man7.org/linux/man-pages/man2/fcntl.2.html, for the form of the address
 */
export function resolveReference(
  { name, section }: { readonly name: string; readonly section: string },
  page: Leaf,
  book: Book,
): string | undefined {
  const target = book.byLabel.get(`${name}(${section})`)
  if (target === page) return undefined
  if (target !== undefined) return encodeURI(target.path)
  const file = encodeURIComponent(`${name}.${section}`)
  return `https://man7.org/linux/man-pages/man${section.charAt(0)}/${file}.html`
}
