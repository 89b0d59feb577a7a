import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Exit status of the actor without arguments. */
const usage = 64

/**
 * Find a program that was compiled before.
 *
 * @param folder
 *   Folder with programs named `START-DIGEST`.
 * @param start
 *   First part of its name.
 * @returns
 *   Path of a program whose bytes match its name and that starts; `undefined` if there is none.
 */
export async function findProgram(folder: string, start: string): Promise<string | undefined> {
  for (const name of namesIn(folder)) {
    const program = join(folder, name)
    if (!name.startsWith(`${start}-`) || !isFile(program)) continue
    const digest = await digestOf(program).catch(() => undefined)
    if (name !== `${start}-${digest}`) continue
    if ((await refusalOf(program)) === undefined) return program
  }
  return undefined
}

/** Digest of the bytes of a program. */
export async function digestOf(program: string): Promise<string> {
  const bytes = await readFile(program)
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}

/**
 * Check that a program starts: it may have been compiled on another machine.
 *
 * @returns
 *   Reason why it does not start; `undefined` if it does.
 */
export async function refusalOf(program: string): Promise<string | undefined> {
  try {
    await run(program, [], { cwd: '/', env: {}, timeout: 10_000 })
    return 'it is another program'
  } catch (error) {
    const { code, signal } = error as { code?: unknown; signal?: unknown }
    if (code === usage) return undefined
    if (typeof code === 'string') return `\`${code}\``
    return signal ? `it was killed by ${signal}` : `it exited with status ${code}`
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
