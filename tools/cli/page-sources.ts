import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { readProjectFile } from '../project/index.ts'
import { cachePath } from './cache-path.ts'
import { systemError } from './exit-code.ts'
import { type FileHashes, openFileHashes } from './file-hashes.ts'
import { hashOf } from './hash-of.ts'
import { loadCompiler } from './load-compiler.ts'
import type { Settings } from './settings.ts'
import { manCompiler, toolStamp } from './tool-stamp.ts'

/** What pages are made from. */
export interface Sources {
  /** Hashes of these files, and of others. */
  readonly hashes: FileHashes
  /** Hashes of all that a page is compiled from, quoted files apart. */
  keyOf(path: string): string
  /** The same, with the texts. */
  read(path: string): { readonly key: string; readonly text: string; readonly evidence?: string }
  /** Whether the recorded outcomes of pages that are no longer there can be read. */
  isEvidenceSound(): Promise<boolean>
}

/**
 * Open the files that the pages of a manual are made from.
 *
 * @param settings
 *   Of the manual; what matters of them to a page is part of its key.
 * @returns
 *   Keys and texts by the path of a page.
 */
export function openSources(settings: Settings): Sources {
  const { root, targets, engine, version, license, evidence: folder } = settings
  const made = [root, targets, engine, version, license]
  const stamp = hashOf(JSON.stringify([toolStamp(manCompiler), ...made]))
  const recorded = new Set(namesIn(folder).filter((name) => name.endsWith('.json')))
  const used = new Set<string>()
  const hashes = openFileHashes(cachePath(root, 'files', '.json'))
  const evidenceOf = (path: string): string | undefined => {
    const name = `${basename(path, '.md')}.json`
    used.add(name)
    return recorded.has(name) ? join(folder, name) : undefined
  }
  const keyOf = (path: string, text: string, evidence: string): string =>
    [stamp, path, text, evidence].join('\n')
  const readText = (path: string, shown: string): string => {
    const read = readProjectFile(root, path)
    if (!('problem' in read)) return read.text
    if (read.cause !== undefined) throw systemError(`Cannot read \`${shown}\``, read.cause)
    throw new RefusedFile(read.problem)
  }
  // A file that cannot be read says so itself.
  const hashAt = (path: string, shown: string): string =>
    hashes.hashAt(path) ?? hashOf(readText(path, shown))
  return {
    hashes,
    keyOf(path) {
      const evidence = evidenceOf(path)
      const text = hashAt(resolve(root, path), path)
      return keyOf(path, text, evidence === undefined ? '' : hashAt(evidence, evidence))
    },
    read(path) {
      const place = evidenceOf(path)
      const text = readText(path, path)
      const evidence = place === undefined ? undefined : readText(place, place)
      return {
        key: keyOf(path, hashOf(text), evidence ? hashOf(evidence) : ''),
        text,
        ...(evidence && { evidence }),
      }
    },
    async isEvidenceSound() {
      const others = [...recorded].filter((name) => !used.has(name))
      if (others.length === 0) return true
      const { readEvidence } = await loadCompiler()
      try {
        for (const name of others) {
          readEvidence(readText(join(folder, name), name), name)
        }
        return true
      } catch {
        return false
      }
    },
  }
}

/** A page, or its evidence, that is refused: the long way says why. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile'
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
