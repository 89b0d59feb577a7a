import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { chmod, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { makeFolder, userCache } from '../../cache/index.ts'

const run = promisify(execFile)
const flags = ['-std=gnu17', '-Wall', '-Wextra', '-Werror', '-O2', '-pthread']
const sourcePlaces = ['./actor/', '../../../../tools/driver/host/actor/']

/** Where to look and what to compile with; the defaults are those of the environment. */
export interface CompileOptions {
  /** Directory for compiled programs; default `$XDG_CACHE_HOME/manproof` or `~/.cache/manproof`. */
  readonly cache?: string
  /** C compiler, and its first arguments; default `$CC` or `cc`. */
  readonly compiler?: string
}

/** The compiler is missing or does not like the sources. */
export class CompileError extends Error {
  override readonly name: string = 'CompileError'
}

const made = new Map<string, Promise<string>>()

/**
 * Compile the actor, unless the cache has it.
 *
 * @returns
 *   Path of the program. Its name holds a hash of the sources and flags, so that two versions never
 *   meet; it appears by a rename, so that two compilers never do.
 * @throws {CompileError}
 *   If there is no compiler, or it fails with and without `-static`.
 */
export function compileActor(options: CompileOptions = {}): Promise<string> {
  const compiler = options.compiler ?? (process.env['CC'] || 'cc')
  const cache = options.cache ?? userCache()
  const key = `${compiler}\0${cache}`
  const known = made.get(key)
  if (known !== undefined) return known
  const fresh = compileInto(cache, compiler)
  made.set(key, fresh)
  fresh.catch(() => made.delete(key)) // a compiler may be installed later
  return fresh
}

/** Directory of the actor's C sources, in the source tree and beside `dist`. */
export function actorSources(): string {
  const places = sourcePlaces.map((place) => fileURLToPath(new URL(place, import.meta.url)))
  const found = places.find((place) => existsSync(join(place, 'main.c')))
  if (found === undefined) throw new CompileError('The C sources of the actor are not installed')
  return found
}

async function compileInto(cache: string, compiler: string): Promise<string> {
  const folder = actorSources()
  const names = readdirSync(folder)
    .filter((name) => /\.[ch]$/.test(name))
    .sort()
  const hash = createHash('sha256').update(flags.join(' '))
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(folder, name)))
  const name = `actor-${hash.digest('hex')}`
  const cached = join(cache, name)
  if (isExecutable(cached)) return cached
  const program = join(writableCache(cache), name)
  if (isExecutable(program)) return program
  const sources = names.filter((file) => file.endsWith('.c')).map((file) => join(folder, file))
  const draft = `${program}.${process.pid}.${Math.random().toString(36).slice(2)}`
  try {
    await compile(compiler, sources, draft)
    // Processes of other users of the world run it again in `execve`.
    await chmod(draft, 0o755)
    await rename(draft, program)
  } finally {
    await rm(draft, { force: true })
  }
  return program
}

// A machine without the static C library still has a usable actor: the dynamic one.
async function compile(compiler: string, sources: readonly string[], out: string): Promise<void> {
  const [command = compiler, ...first] = compiler.trim().split(/\s+/)
  try {
    await run(command, [...first, ...flags, '-static', '-o', out, ...sources])
  } catch (error) {
    if (isMissing(error)) throw new CompileError(`\`${command}\` is not installed`)
    try {
      await run(command, [...first, ...flags, '-o', out, ...sources])
    } catch (second) {
      throw new CompileError(`\`${compiler}\` failed: ${firstComplaint(second)}`)
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function firstComplaint(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.find((line) => line.includes('error')) ?? lines[0] ?? 'no message'
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function writableCache(cache: string): string {
  try {
    makeFolder(cache)
    accessSync(cache, constants.W_OK)
    return cache
  } catch {
    return privateTemporary()
  }
}

// What lies in a shared directory is only run if nobody else can have put it there.
function privateTemporary(): string {
  const uid = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `manproof-cache-${uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const status = lstatSync(folder)
  if (!status.isDirectory() || status.uid !== uid || (status.mode & 0o077) !== 0) {
    throw new CompileError(`Cannot use \`${folder}\`: it is not a private directory of user ${uid}`)
  }
  return folder
}
