import { readFile } from 'node:fs/promises'

/** Files that are part of the site as they are. */
export type Asset = 'site.css' | 'site.js'

/**
 * Read an asset of this module.
 *
 * The compiler emits no CSS, so that the compiled module reads it from the sources, which the
 * package ships beside `dist`.
 */
export async function readAsset(name: Asset): Promise<string> {
  const sources = new URL(import.meta.url).pathname.includes('/dist/tools/site/')
    ? new URL('../../../tools/site/', import.meta.url)
    : new URL('./', import.meta.url)
  return await readFile(new URL(`assets/${name}`, sources), 'utf8')
}
