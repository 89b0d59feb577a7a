import { join } from 'node:path'
import { userCache } from '../../cache/index.ts'

export interface Cache {
  readonly root: string
  readonly downloads: string
  /** Unpacked kernels, with the modules that guests load. */
  readonly kernels: string
  /** Guests, ready to resume from their saved state. */
  readonly guests: string
  /** Descriptions of the targets, as JSON. */
  readonly targets: string
  /** Locks of the running guests. */
  readonly slots: string
}

/** Paths of the folders of a cache; default root: `$XDG_CACHE_HOME/manproof/vm`. */
export function cacheAt(root: string = userCache('vm')): Cache {
  const [downloads, kernels, guests, targets, slots] = [
    'downloads',
    'kernels',
    'guests',
    'targets',
    'slots',
  ].map((name) => join(root, name)) as [string, string, string, string, string]
  return { root, downloads, kernels, guests, targets, slots }
}
