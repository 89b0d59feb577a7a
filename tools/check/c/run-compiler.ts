import { spawn } from 'node:child_process'
import process from 'node:process'

/** End of a compiler process. */
export type CompilerEnd =
  | { readonly code: number | null; readonly said: string }
  | { readonly missing: true }
  | { readonly failure: string }
  | { readonly stopped: 'time' | 'words' | 'signal' }

/** Working directory and limits of a compiler process. */
export interface CompilerLimits {
  /** Folder of the project, in which `#include "x.h"` looks first. */
  readonly cwd: string
  /** Milliseconds. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** Characters of diagnostics after which the compiler is killed. */
const mostSaid = 65_536
/** KiB of memory, since macros can grow without end. */
const mostMemory = 4_194_304

/**
 * Run a compiler on a text.
 *
 * It gets its own process group, which is killed on a timeout, on too much output, on the signal,
 * or when this process ends: `cc` is a driver, whose children would survive it.
 *
 * @param command
 *   Words of a command line.
 * @param text
 *   Standard input.
 * @param limits
 *   Limits.
 * @returns
 *   Exit code and standard error; that there is no such command; why it could not start; or what
 *   stopped it.
 */
export function runCompiler(
  command: readonly string[],
  text: string,
  { cwd, timeoutMs, signal }: CompilerLimits,
): Promise<CompilerEnd> {
  return new Promise((resolve) => {
    // Exits with 127 if the command cannot be found: sh(1), "EXIT STATUS".
    const child = spawn('sh', ['-c', `ulimit -v ${mostMemory}; exec "$@"`, 'sh', ...command], {
      cwd,
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', GCC_COLORS: '' },
      detached: true,
    })
    let said = ''
    let stopped: 'time' | 'words' | 'signal' | undefined
    const stop = (why: typeof stopped): void => {
      stopped ??= why
      if (child.pid !== undefined) killGroup(child.pid)
      // A child that left the group can hold the pipe.
      child.stderr.destroy()
    }
    const interrupt = (): void => stop('signal')
    const timer = setTimeout(stop, timeoutMs, 'time')
    signal?.addEventListener('abort', interrupt)
    process.on('exit', interrupt)
    if (signal?.aborted) interrupt()
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      if (said.length > mostSaid) stop('words')
    })
    const end = (result: CompilerEnd): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', interrupt)
      process.removeListener('exit', interrupt)
      resolve(result)
    }
    child.on('error', ({ message }) => end({ failure: message }))
    // A compiler that ends early closes its input; `close` reports how it ended.
    child.stdin.on('error', () => {})
    child.on('close', (code) => {
      if (stopped === 'words') end({ code, said })
      else if (stopped) end({ stopped })
      else end(code === 127 ? { missing: true } : { code, said })
    })
    child.stdin.end(text)
  })
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The whole group has ended.
  }
}
