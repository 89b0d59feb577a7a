import { createRequire } from 'node:module'
import { loadTypescript } from '../../loader/index.ts'

const here: string = import.meta.url
/** The package as examples import it: this installation, source or compiled. */
const self: string = new URL(`../../index${here.slice(here.lastIndexOf('.'))}`, here).href

/**
 * Import a module for an example or the engine.
 *
 * @param specifier
 *   `manproof` is this installation; others resolve from `base`.
 */
export async function loadModule(
  specifier: string,
  base: string,
  options?: ImportCallOptions,
): Promise<unknown> {
  const url = specifier === 'manproof' ? self : resolve(specifier, base)
  if (/\.m?ts$/.test(url)) loadTypescript()
  return options === undefined ? import(url) : import(url, options)
}

function resolve(specifier: string, base: string): string {
  if (/^[a-z][a-z+.-]+:/.test(specifier)) return specifier
  if (/^\.{0,2}\//.test(specifier)) return new URL(specifier, base).href
  return resolveBare(specifier, base)
}

function resolveBare(specifier: string, base: string): string {
  const found = createRequire(base).resolve(specifier)
  return found.startsWith('/') ? new URL(`file://${encodeURI(found)}`).href : `node:${found}`
}
