/**
 * What `manproof.config.ts` imports: the declaration of a manual and of its targets.
 *
 * A target is plain data, so that a worker can be handed it.
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

/** What `manproof.config.ts` exports by default. */
export interface Config {
  /** Globs of the pages, relative to the folder of the configuration; default `docs/*.md`. */
  readonly pages?: readonly string[]
  /** Where the examples run; default: every simulator profile, then this machine's kernel. */
  readonly targets?: readonly Target[]
  /** Folder of the man pages; default `man`. */
  readonly man?: { readonly out?: string }
  /** What compiles the man pages; default `manproof`. */
  readonly engine?: Engine
  /**
   * Plugins of unified that pages go through before they are checked: syntax, and changes of the
   * tree; default: none.
   */
  readonly remarkPlugins?: PluggableList
  /** Plugins of unified that the HTML of each page of the site goes through; default: none. */
  readonly rehypePlugins?: PluggableList
  /** Folder of the site, default `dist/site`; its name; and where its source can be seen. */
  readonly site?: { readonly out?: string; readonly title?: string; readonly repository?: string }
  /** Folder of the recorded outcomes; default `docs/evidence`. */
  readonly evidence?: string
  /** Modules of a library, and the pages that `manproof reference` writes of them; default: none. */
  readonly reference?: readonly ReferenceEntry[]
  /** Printed in the footer of each page; default: name and version of the nearest `package.json`. */
  readonly version?: string
  /**
   * SPDX expression, in a comment at the top of each man page; default: that of the `package.json`
   * beside the configuration, if there is one.
   */
  readonly license?: string
}

/**
 * Declare the configuration of a manual, with completion in an editor.
 *
 * @param config
 *   Every member has a default; paths are relative to the folder of the file.
 * @returns
 *   `config` itself.
 * @see manproof(1), FILES
 */
export function defineConfig(config: Config): Config {
  return config
}
