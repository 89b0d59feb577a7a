/**
 * Configuration of a manual and its targets, for `manproof.config.ts`.
 *
 * A target is plain data, so it can be passed to a worker.
 *
 * @packageDocumentation
 * @example
 * A manual on two simulated kernels and this machine:
 *
 * ```ts norun="a configuration"
 * import { type Config, defineConfig } from 'manproof/config'
 * import { hostTarget, simTarget } from 'manproof/config'
 *
 * const config: Config = defineConfig({
 *   pages: ['docs/*.md'],
 *   targets: [simTarget('rfc-v2'), simTarget('linux-6.18'), hostTarget()],
 * })
 *
 * export default config
 * ```
 */
import type { PluggableList } from 'unified'
import type { Engine } from './man/index.ts'
import type { Target } from './outcome/index.ts'
import type { ReferenceEntry } from './reference/index.ts'

export { hostTarget, simTarget, vmTarget } from './driver/targets/index.ts'
export type { Engine } from './man/index.ts'
export type { Target } from './outcome/index.ts'
export type { ReferenceEntry } from './reference/index.ts'

/** Default export of `manproof.config.ts`. */
export interface Config {
  /** Globs of the pages, relative to the folder of the configuration; default `docs/*.md`. */
  readonly pages?: readonly string[]
  /** Where examples run; default: the simulator's profiles, this machine's kernel, and the guests. */
  readonly targets?: readonly Target[]
  /** Folder of the man pages; default `man`. */
  readonly man?: { readonly out?: string }
  /** Compiler of the man pages; default `manproof`. */
  readonly engine?: Engine
  /** Unified plugins that extend the syntax or change the tree before the checks; default: none. */
  readonly remarkPlugins?: PluggableList
  /** Unified plugins for the HTML of each page of the site; default: none. */
  readonly rehypePlugins?: PluggableList
  /** Folder of the site, default `dist/site`; its title; and the URL of its source. */
  readonly site?: { readonly out?: string; readonly title?: string; readonly repository?: string }
  /** Folder of the recorded outcomes; default `docs/evidence`. */
  readonly evidence?: string
  /** Modules of a library, and the pages that `manproof reference` writes; default: none. */
  readonly reference?: readonly ReferenceEntry[]
  /** Text in the footer of each page; default: name and version in the nearest `package.json`. */
  readonly version?: string
  /** SPDX expression for a comment in each man page; default: that in `package.json`, if any. */
  readonly license?: string
}

/**
 * Declare the configuration of a manual, with completion in an editor.
 *
 * @param config
 *   Every member has a default; paths are relative to the folder of the configuration.
 * @returns
 *   `config`, unchanged.
 * @see manproof(1), FILES
 */
export function defineConfig(config: Config): Config {
  return config
}
