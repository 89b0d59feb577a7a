import { lstatSync, readFileSync, readlinkSync } from 'node:fs'
import { hashOf } from '../cache/index.ts'
import { systemError } from '../message/index.ts'
import type { Content } from './output.ts'

/** What is on disk at the path of an output. */
export interface Found extends Content {
  readonly seal: string
}

/**
 * Read what is at a path, without following a link.
 *
 * @param path
 *   Absolute path.
 * @returns
 *   Content; `undefined`: nothing; `null`: something that cannot be an output, such as a folder.
 */
export function findAt(path: string): Found | null | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return undefined
    if (stats.isSymbolicLink()) {
      const link = { text: readlinkSync(path), link: true } as const
      return { ...link, seal: sealOf(link) }
    }
    if (!stats.isFile()) return null
    const bytes = readFileSync(path)
    return { text: bytes.toString('utf8'), seal: `file ${hashOf(bytes)}` }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw systemError(`Cannot read \`${path}\``, error)
  }
}

/**
 * Describe the content of a file or the destination of a link uniquely.
 *
 * @param content
 *   Content.
 * @returns
 *   `file` or `link`, followed by a hash.
 */
export function sealOf({ text, link }: Content): string {
  return `${link ? 'link' : 'file'} ${hashOf(text)}`
}
