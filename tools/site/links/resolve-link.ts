import { posix } from 'node:path'
import type { Book, Leaf } from '../book.ts'

/**
 * Convert the URL of a Markdown link to one that works in the site.
 *
 * @param url
 *   `other.7.md#ERRORS`, `#return-value`, `https://…`.
 * @returns
 *   URL, relative to the page or absolute; `undefined` if readers of the site cannot follow it
 *   (another scheme, or a file of the repository without `repository`).
 */
export function resolveLink(url: string, page: Leaf, book: Book): string | undefined {
  if (/^(?:https?|mailto):/i.test(url)) return url
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return undefined
  const [path = '', fragment] = split(url)
  const target =
    path === '' ? page : book.byKey.get(posix.basename(path).replace(/\.(?:md|html)$/, ''))
  if (target === undefined) return resolveSource(path, page, book)
  const id = fragment === undefined ? undefined : findAnchor(target, fragment)
  const hash = id === undefined ? '' : `#${id}`
  if (target === page && hash !== '') return hash
  return `${encodeURI(target.path)}${hash}`
}

/** URL in the repository of a page, or of a file that it links to. */
export function resolveSource(path: string, page: Leaf, book: Book): string | undefined {
  const { repository } = book.options
  const own = page.source.file.path
  if (repository === undefined || own === undefined || posix.isAbsolute(own)) return undefined
  const full = posix.normalize(posix.join(path === '' ? own : posix.dirname(own), path))
  if (full.startsWith('..')) return undefined
  return `${repository.replace(/\/$/, '')}/blob/HEAD/${encodeURI(full)}`
}

function split(url: string): [string, string | undefined] {
  const at = url.indexOf('#')
  return at < 0 ? [url, undefined] : [url.slice(0, at), decode(url.slice(at + 1))]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Find an id, or the id of the heading with this Markdown slug (`#return-value`). */
function findAnchor({ anchors: { list } }: Leaf, fragment: string): string | undefined {
  const exact = list.find(({ id }) => id === fragment)
  if (exact !== undefined) return exact.id
  const plain = toPlain(fragment)
  return list.find(({ id, text }) => toPlain(id) === plain || toPlain(text) === plain)?.id
}

function toPlain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
