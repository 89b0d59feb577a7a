import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { PluggableList } from 'unified'
import type { Config } from '../../config.ts'
import { knownTargets } from '../../driver/targets/index.ts'
import type { Engine } from '../../man/index.ts'
import type { Target } from '../../outcome/index.ts'
import { packageInfo } from '../../package-info.ts'
import type { ReferenceEntry } from '../../reference/index.ts'

/** A configuration with its defaults filled in; folders are absolute. */
export interface Settings {
  /** Folder of the configuration. */
  readonly root: string
  /** Path of the configuration; absent if there is none. */
  readonly path?: string
  readonly pages: readonly string[]
  readonly targets: readonly Target[]
  readonly man: { readonly out: string }
  readonly engine: Engine
  /** Plugins that run after the parser and before the rules. */
  readonly remarkPlugins: PluggableList
  /** Plugins for the HTML of each page of the site. */
  readonly rehypePlugins: PluggableList
  readonly site: { readonly out: string; readonly title: string; readonly repository?: string }
  readonly evidence: string
  readonly reference: readonly ReferenceEntry[]
  /** Name of the documented project, if known. */
  readonly owner: string | undefined
  /** `manproof 0.1.0`. */
  readonly version: string
  /** SPDX expression; empty if unknown. */
  readonly license: string
}

interface Named {
  readonly name: string
  readonly version: string
  readonly license: string
}

/**
 * Fill in the defaults of a configuration.
 *
 * @param config
 *   Configuration as the author wrote it.
 * @param root
 *   Folder to which its paths are relative.
 * @param path
 *   File that it was read from.
 * @returns
 *   Settings.
 */
export function settingsOf(config: Config, root: string, path?: string): Settings {
  const info = readPackage(root)
  const { name, version: release } = info ?? packageInfo()
  const version = config.version ?? `${name} ${release}`
  const repository = config.site?.repository
  return {
    root,
    ...(path === undefined ? {} : { path }),
    pages: config.pages ?? ['docs/*.md'],
    targets: config.targets ?? knownTargets(),
    man: { out: resolve(root, config.man?.out ?? 'man') },
    engine: config.engine ?? 'manproof',
    remarkPlugins: config.remarkPlugins ?? [],
    rehypePlugins: config.rehypePlugins ?? [],
    site: {
      out: resolve(root, config.site?.out ?? 'dist/site'),
      title: config.site?.title ?? name,
      ...(repository === undefined ? {} : { repository }),
    },
    evidence: resolve(root, config.evidence ?? 'docs/evidence'),
    reference: config.reference ?? [],
    owner: config.version?.split(' ')[0] ?? info?.name,
    version,
    license: config.license ?? info?.license ?? '',
  }
}

function readPackage(root: string): Named | undefined {
  try {
    const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    if (typeof name === 'string' && typeof version === 'string') {
      return { name, version, license: typeof license === 'string' ? license : '' }
    }
  } catch {
    // A manual does not need a package.
  }
  return undefined
}
