import { readFileSync, readlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { hashOf } from './hash-of.ts'
import type { KeptPage } from './page-cache.ts'

/**
 * Tell whether a kept page still holds: what it quotes, and what it compiled to, is as it was.
 *
 * @param page
 *   Kept page.
 * @param root
 *   Folder that paths of quoted files are relative to.
 * @param folder
 *   Folder of the man pages; absent: they do not matter.
 * @returns
 *   Whether nothing needs to be compiled.
 */
export function areKept(page: KeptPage, root: string, folder: string | undefined): boolean {
  const quotes = Object.entries(page.quotes)
  const isSame = quotes.every(([name, hash]) => hashAt(resolve(root, name)) === hash)
  if (!isSame || folder === undefined) return isSame
  return page.files.every(({ path, hash, link }) => {
    const place = join(folder, path)
    const target = linkAt(place)
    return link === undefined ? target === null && hashAt(place) === hash : target === link
  })
}

function hashAt(path: string): string | null {
  try {
    return hashOf(readFileSync(path))
  } catch {
    return null
  }
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
