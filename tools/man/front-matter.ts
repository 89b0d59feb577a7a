import type { Root } from 'mdast'
import { parse } from 'yaml'
import type { HeaderOptions } from './page-header.ts'

/**
 * Header values of a page's front matter; keys of other programs are left alone.
 *
 * @throws {Error}
 *   If it does not parse; the place is for the caller to add.
 */
export function readFrontMatter(
  tree: Root,
): HeaderOptions & { readonly title?: string | undefined } {
  const node = tree.children.find((child) => child.type === 'yaml')
  if (node?.type !== 'yaml') return {}
  const data: unknown = parse(node.value, { logLevel: 'error' })
  if (typeof data !== 'object' || data === null) return {}
  const values = new Map(Object.entries(data))
  const read = (key: string): string | undefined => textOf(values.get(key))
  const names: unknown = values.get('names')
  return {
    title: read('title'),
    name: read('name'),
    names: Array.isArray(names) ? names.flatMap((name) => textOf(name) ?? []) : undefined,
    section: read('section'),
    description: read('description'),
    date: /^\d{4}-\d\d-\d\d/.exec(read('date') ?? '')?.[0],
    version: read('version'),
    manual: read('manual'),
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return
  return String(value).replace(/\s+/g, ' ').trim() || undefined
}
