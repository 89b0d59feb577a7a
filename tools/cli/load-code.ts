import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { Script } from 'node:vm'
import { keepFile, userCache } from '../cache/index.ts'
import { hashOf } from './hash-of.ts'

/** A script of the tool that has run. */
export interface Code {
  /** What it exports. */
  readonly exports: unknown
  /** Whether V8 took what it had compiled in another process. */
  readonly isKept: boolean
  /** Keep what V8 has compiled of it until now, unless that is what it began with. */
  keep(): void
}

/** Installations of the tool, and releases of Node, whose code is kept for one user. */
const mostKept = 8
/** SHA-256 of the script and of what V8 made: V8 looks at the length of the script only, and not for damage. */
const headSize = 32

/**
 * Run a script, with the functions that V8 has compiled for it before.
 *
 * V8 compiles a function when it is called first, from its text: of a script that each process runs
 * for a moment that is most of the work. What V8 made is of one release of Node and one set of its
 * flags; V8 itself refuses it elsewhere.
 *
 * @param path
 *   CommonJS script.
 * @param folder
 *   Where code is kept; default: the user's cache.
 * @returns
 *   What it exports.
 * @see node:vm, `script.createCachedData()`; measured: docs/internals/bench.md
 */
export function loadCode(path: string, folder: string = userCache('code')): Code {
  const text = readFileSync(path, 'utf8')
  const file = join(folder, hashOf(`${path} ${process.version} ${process.arch}`).slice(0, 32))
  const digestOf = (code: Buffer): Buffer => createHash('sha256').update(text).update(code).digest()
  const cachedData = readCode(file, digestOf)
  const script = new Script(`(function (exports, require, module) {${text}\n})`, {
    filename: path,
    ...(cachedData && { cachedData }),
  })
  const isKept = cachedData !== undefined && script.cachedDataRejected === false
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(path), module)
  return {
    exports: module.exports,
    isKept,
    keep() {
      if (isKept) return
      const code = script.createCachedData()
      if (keepFile(file, Buffer.concat([digestOf(code), code]))) removeOld(folder)
    },
  }
}

function readCode(file: string, digestOf: (code: Buffer) => Buffer): Buffer | undefined {
  try {
    const bytes = readFileSync(file)
    const code = bytes.subarray(headSize)
    return digestOf(code).equals(bytes.subarray(0, headSize)) ? code : undefined
  } catch {
    return undefined
  }
}

/** Keep the newest. */
function removeOld(folder: string): void {
  try {
    const files = readdirSync(folder).map((name) => join(folder, name))
    const times = new Map(files.map((file) => [file, statSync(file).mtimeMs]))
    const newest = files.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0))
    for (const file of newest.slice(mostKept)) rmSync(file)
  } catch {
    // Another process was quicker.
  }
}
