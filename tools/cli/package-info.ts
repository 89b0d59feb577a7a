import { readFileSync } from 'node:fs'

/** What `package.json` says of the tool itself. */
export interface PackageInfo {
  readonly name: string
  readonly version: string
}

/**
 * Read the name and version of the running tool.
 *
 * @returns
 *   Members of the nearest `package.json` above this file that names `manproof`.
 */
export function packageInfo(): PackageInfo {
  for (const up of ['../../', '../../../']) {
    const info = readInfo(new URL(`${up}package.json`, import.meta.url))
    if (info?.name === 'manproof') return info
  }
  throw new Error('Cannot find the package of the tool above `tools/cli`')
}

function readInfo(url: URL): PackageInfo | undefined {
  try {
    return JSON.parse(readFileSync(url, 'utf8'))
  } catch {
    return undefined
  }
}
