import { readFile } from 'node:fs/promises'

/** Files that are copied to the site. */
export type Asset = 'site.css' | 'site.js'

/**
 * Read an asset of this module.
 *
 * The compiler does not emit CSS, so the compiled module reads it from the sources in the package.
 */
export async function readAsset(name: Asset): Promise<string> {
  const sources = new URL(import.meta.url).pathname.includes('/dist/tools/site/')
    ? new URL('../../../tools/site/', import.meta.url)
    : new URL('./', import.meta.url)
  return await readFile(new URL(`assets/${name}`, sources), 'utf8')
}
