import { readlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FileHashes } from './file-hashes.ts'
import type { KeptPage } from './page-cache.ts'

/**
 * Tell whether a kept page still holds: what it quotes, and what it compiled to, is as it was.
 *
 * @param page
 *   Kept page.
 * @param root
 *   Folder that paths of quoted files are relative to.
 * @param disk
 *   Hashes of files; folder of the man pages, absent where they do not matter.
 * @returns
 *   Whether nothing needs to be compiled.
 */
export function areKept(
  page: KeptPage,
  root: string,
  { hashes, folder }: { readonly hashes: FileHashes; readonly folder: string | undefined },
): boolean {
  const quotes = Object.entries(page.quotes)
  const isSame = quotes.every(([name, hash]) => hashes.hashAt(resolve(root, name)) === hash)
  if (!isSame || folder === undefined) return isSame
  return page.files.every(({ path, hash, link }) => {
    const place = join(folder, path)
    return link === undefined ? hashes.plainHashAt(place) === hash : linkAt(place) === link
  })
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
