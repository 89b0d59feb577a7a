import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface PackageInfo {
  readonly name: string
  readonly version: string
}

/** Read the `package.json` of the running tool. */
export function packageInfo(): PackageInfo {
  return ownPackage().info
}

/** Get the absolute path of the folder of the running tool, which contains its manual. */
export function packageRoot(): string {
  return fileURLToPath(ownPackage().url)
}

function ownPackage(): { url: URL; info: PackageInfo } {
  for (const up of ['../', '../../']) {
    const url = new URL(up, import.meta.url)
    const info = readInfo(new URL('package.json', url))
    if (info?.name === 'manproof') return { url, info }
  }
  throw new Error('Cannot find the package of the tool above `tools`')
}

function readInfo(url: URL): PackageInfo | undefined {
  try {
    return JSON.parse(readFileSync(url, 'utf8'))
  } catch {
    return undefined
  }
}
