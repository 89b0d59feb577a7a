import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cache } from '../cache.ts'

/** Names of what we make in each folder of the cache; folder names contain a hash of the inputs. */
const made: Readonly<Record<Exclude<keyof Cache, 'root'>, RegExp>> = {
  downloads: /^[^_]+_[^_]+_[^_]+\.deb$/,
  kernels: /^\.?[\w.+~]+(?:-[\w.+~]+)*-[0-9a-f]{12}(?:[0-9a-f]{4})?(?:\.draft-\d+)?$/,
  guests: /^\.?[\w.]+-[0-9a-f]{12}(?:\.draft-\d+)?$/,
  targets: /^[\w.]+\.json(?:\.\d+)?$/,
  slots: /^\d$/,
}

/**
 * List what `prepareGuest` has made in a folder of the cache.
 *
 * The environment chooses the cache, so files with other names, and files behind a symbolic link,
 * may belong to the user.
 *
 * @returns
 *   Absolute paths.
 */
export async function madeIn(cache: Cache, kind: keyof typeof made): Promise<string[]> {
  const folder = cache[kind]
  const stats = await lstat(folder).catch(() => undefined)
  if (!stats?.isDirectory()) return []
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => made[kind].test(name)).map((name) => join(folder, name))
}
