import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Io } from '../../tools/cli/io.ts'

export const root: string = fileURLToPath(new URL('../../', import.meta.url))
export const bin: string = join(root, 'dist/tools/cli/main.js')

/** Exit code and output of a process. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Start the built program in a folder. */
export function startCli(cwd: string, args: readonly string[], env: object = {}): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  })
}

/** Wait for a process to end, and collect its output. */
export async function endOf(child: ChildProcess, stdin = ''): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  child.stdin?.end(stdin)
  const code = await new Promise<number | null>((done) => child.on('close', done))
  return { code, stdout, stderr }
}

/** Run the built program in a folder. */
export function runCli(cwd: string, ...args: string[]): Promise<Ended> {
  return endOf(startCli(cwd, args))
}

/** Temporary folder, which disposal removes. */
export interface Folder extends Disposable {
  readonly path: string
  write(files: Readonly<Record<string, string>>): void
}

/** Make a temporary folder with files. */
export function openFolder(files: Readonly<Record<string, string>>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'manproof-cli-'))
  const write = (more: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(path, name)), { recursive: true })
      writeFileSync(join(path, name), text)
    }
  }
  write(files)
  return { path, write, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Make an environment that discards all output. */
export function silentIo(cwd: string): Io {
  return {
    stdout: () => undefined,
    stderr: () => undefined,
    data: () => undefined,
    stdin: () => Promise.resolve(''),
    cwd,
    env: {},
    color: false,
    progress: 'none',
    signal: new AbortController().signal,
  }
}
