import { accessSync, constants, readFileSync, type Stats, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import type { Capability, FileSystem } from '../port.ts'
import type { Cache } from './cache.ts'
import { sourceHash } from './prepare/source-hash.ts'

/** A prepared guest. */
export interface Prepared {
  /** `6.12`, `newest` or `own`. */
  readonly line: string
  readonly release: string
  /** Name of its folder among the guests. */
  readonly folder: string
  readonly capabilities: readonly Capability[]
  readonly fs: readonly FileSystem[]
  /** Emulator that saved the state, which another one cannot resume. */
  readonly emulator: Emulator
  /** Hash of the sources of its programs. */
  readonly sources: string
  /** Missing capabilities, with reasons. */
  readonly notes: readonly string[]
}

/** A program, with its size and time to distinguish versions. */
export interface Emulator {
  readonly path: string
  readonly size: number
  readonly changed: number
}

/** Read the description of a prepared guest, or the reason why it cannot be used. */
export function readPrepared(cache: Cache, line: string): Prepared | string {
  const path = join(cache.targets, `${line}.json`)
  let prepared: Prepared
  try {
    prepared = JSON.parse(readFileSync(path, 'utf8')) as Prepared
  } catch (error) {
    const { code = 'it is not JSON' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? 'no guest has been prepared' : `cannot read \`${path}\`: ${code}`
  }
  const emulator = findEmulator()
  if (emulator === undefined) return '`qemu-system-x86_64` is not installed'
  if (JSON.stringify(emulator) !== JSON.stringify(prepared.emulator)) {
    return 'the guest was prepared with another version of QEMU'
  }
  if (prepared.sources !== sourceHash()) {
    return 'the guest was prepared by another version of manproof'
  }
  try {
    accessSync(join(cache.guests, prepared.folder, 'state'), constants.R_OK)
  } catch {
    return `\`${join(cache.guests, prepared.folder)}\` is missing or cannot be read`
  }
  return prepared
}

// `PATH` can name unreadable folders.
function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Find the emulator in `PATH`. */
export function findEmulator(): Emulator | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'qemu-system-x86_64')
    const found = look(path)
    if (found?.isFile()) return { path, size: found.size, changed: Math.round(found.mtimeMs) }
  }
  return undefined
}
