import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { HeaderOptions } from '../man/index.ts'
import { cachePath } from './cache-path.ts'
import type { AnyTask } from './compile-any.ts'
import { systemError } from './exit-code.ts'
import { type FileHashes, openFileHashes } from './file-hashes.ts'
import { hashOf } from './hash-of.ts'
import type { Io } from './io.ts'
import { manCompiler, toolStamp } from './tool-stamp.ts'

/** Files of anybody's, by the names that they have on the command line. */
export interface AnySources {
  /** Hashes of these files, and of others. */
  readonly hashes: FileHashes
  /** Hash of all that a file is compiled from. */
  keyOf(name: string): string
  /** The same, with what is to be compiled. */
  read(name: string): { readonly key: string; readonly task: AnyTask }
  /** How messages show it; its text where it is on no disk. */
  fileOf(name: string): { readonly cwd: string; readonly path: string; readonly text?: string }
}

/**
 * Open files of anybody's.
 *
 * @param names
 *   Paths relative to the folder of `io`; `-` for standard input.
 * @param options
 *   What is known of their pages.
 * @param io
 *   Gives folder and standard input.
 * @returns
 *   Keys and texts by name.
 */
export async function openAnySources(
  names: readonly string[],
  options: HeaderOptions,
  io: Io,
): Promise<AnySources> {
  const stamp = hashOf(JSON.stringify([toolStamp(manCompiler), options]))
  const hashes = openFileHashes(cachePath(io.cwd, 'any-files', '.json'))
  const stdin = names.includes('-') ? await io.stdin() : undefined
  const fileOf: AnySources['fileOf'] = (name) =>
    name === '-' && stdin !== undefined
      ? { cwd: io.cwd, path: 'stdin.md', text: stdin }
      : { cwd: io.cwd, path: name }
  const bytesOf = (name: string): string | Buffer =>
    fileOf(name).text ?? readBytes(resolve(io.cwd, name), name)
  const keyOf = (name: string, text: string): string =>
    hashOf([stamp, fileOf(name).path, text].join('\n'))
  return {
    hashes,
    fileOf,
    keyOf(name) {
      const hash = name === '-' ? null : hashes.hashAt(resolve(io.cwd, name))
      return keyOf(name, hash ?? hashOf(bytesOf(name)))
    },
    read(name) {
      const bytes = bytesOf(name)
      const { path } = fileOf(name)
      const text = bytes.toString('utf8')
      return { key: keyOf(name, hashOf(bytes)), task: { kind: 'any', path, text, options } }
    },
  }
}

function readBytes(path: string, shown: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw systemError(`Cannot read \`${shown}\``, error)
  }
}
