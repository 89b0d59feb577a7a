import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { chmod, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { makeFolder, userCache } from '../../cache/index.ts'
import { digestOf, findProgram, refusalOf } from './kept-program.ts'

const run = promisify(execFile)
const flags = ['-std=gnu17', '-Wall', '-Wextra', '-Werror', '-O2', '-pthread']
const sourcePlaces = ['./actor/', '../../../../tools/driver/host/actor/']

/** Cache and compiler; defaults come from the environment. */
export interface CompileOptions {
  /** Directory for compiled programs; default `$XDG_CACHE_HOME/manproof` or `~/.cache/manproof`. */
  readonly cache?: string
  /** C compiler and its first arguments; default `$CC` or `cc`. */
  readonly compiler?: string
}

/** The compiler is missing or fails, or its program cannot be started. */
export class CompileError extends Error {
  override readonly name: string = 'CompileError'
  readonly remedy: string

  constructor(message: string, remedy = 'apt install gcc libc6-dev') {
    super(message)
    this.remedy = remedy
  }
}

const made = new Map<string, Promise<string>>()

/**
 * Compile the actor, unless it is in the cache.
 *
 * @returns
 *   Path of the program, which has been started once. Its name contains a hash of its inputs, to
 *   keep versions apart, and one of its bytes, to detect damage. A rename puts it in place, so two
 *   compilations do not collide.
 * @throws {CompileError}
 *   If the compiler is missing or fails with and without `-static`, or the program does not start.
 */
export function compileActor(options: CompileOptions = {}): Promise<string> {
  const compiler = options.compiler ?? (process.env['CC'] || 'cc')
  const cache = options.cache ?? userCache()
  const key = `${compiler}\0${cache}`
  const known = made.get(key)
  if (known !== undefined) return known
  const fresh = compileInto(cache, compiler)
  made.set(key, fresh)
  fresh.catch(() => made.delete(key)) // a compiler can be installed later
  return fresh
}

/** Directory of the actor's C sources, in the source tree or next to `dist`. */
export function actorSources(): string {
  const places = sourcePlaces.map((place) => fileURLToPath(new URL(place, import.meta.url)))
  const found = places.find((place) => existsSync(join(place, 'main.c')))
  if (found === undefined) throw new CompileError('Cannot find the C sources of the actor')
  return found
}

async function compileInto(cache: string, compiler: string): Promise<string> {
  const folder = actorSources()
  const names = readdirSync(folder)
    .filter((name) => /\.[ch]$/.test(name))
    .sort()
  const hash = createHash('sha256').update([process.arch, compiler, ...flags].join(' '))
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(folder, name)))
  const start = `actor-${hash.digest('hex').slice(0, 32)}`
  const cached = await findProgram(cache, start)
  if (cached !== undefined) return cached
  const place = writableCache(cache)
  const other = place === cache ? undefined : await findProgram(place, start)
  if (other !== undefined) return other
  const sources = names.filter((file) => file.endsWith('.c')).map((file) => join(folder, file))
  const draft = join(place, `${start}.${process.pid}.${Math.random().toString(36).slice(2)}`)
  try {
    await compile(compiler, sources, draft)
    // Processes of other users in a world run it again in `execve`.
    await chmod(draft, 0o755)
    const program = join(place, `${start}-${await digestOf(draft)}`)
    if (lstatSync(program, { throwIfNoEntry: false })?.isDirectory()) {
      await rm(program, { recursive: true })
    }
    await rename(draft, program)
    const refusal = await refusalOf(program)
    if (refusal === undefined) return program
    throw new CompileError(`Cannot start \`${program}\`, compiled just now: ${refusal}`, unstarted)
  } finally {
    await rm(draft, { force: true })
  }
}

const unstarted =
  'set `XDG_CACHE_HOME` to a folder that allows programs, and `CC` to a compiler for this machine'

// Without the static C library, a dynamic actor still works.
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

function writableCache(cache: string): string {
  try {
    makeFolder(cache)
    accessSync(cache, constants.W_OK)
    return cache
  } catch {
    return privateTemporary()
  }
}

// A program in a shared directory is only run if no other user can have put it there.
function privateTemporary(): string {
  const uid = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `manproof-cache-${uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const status = lstatSync(folder)
  if (!status.isDirectory() || status.uid !== uid || (status.mode & 0o077) !== 0) {
    const reason = `it is not a private directory of user ${uid}`
    throw new CompileError(`Cannot use \`${folder}\`: ${reason}`, 'remove it')
  }
  return folder
}
