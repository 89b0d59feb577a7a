import { execFile } from 'node:child_process'
import { delimiter } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { programFolders } from '../which-program.ts'

const run = promisify(execFile)
const maxOutput = 512 << 20

/** Error of a program that failed, with its output. */
export class ProgramError extends Error {
  override readonly name: string = 'ProgramError'
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined
  readonly cwd?: string
}

/**
 * Run a program.
 *
 * @returns
 *   Its standard output.
 * @throws {ProgramError}
 *   If it is missing or fails.
 */
export async function runProgram(
  program: string,
  words: readonly string[],
  { signal, cwd }: RunOptions = {},
): Promise<Buffer> {
  try {
    const { stdout } = await run(program, [...words], {
      encoding: 'buffer',
      maxBuffer: maxOutput,
      env: { ...process.env, PATH: programFolders().join(delimiter) },
      ...(signal && { signal }),
      ...(cwd !== undefined && { cwd }),
    })
    return stdout
  } catch (error) {
    signal?.throwIfAborted()
    throw new ProgramError(`\`${program}\` failed: ${complaint(error)}`, { cause: error })
  }
}

function complaint(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT') return 'it is not installed'
  const lines = 'stderr' in error ? String(error.stderr).trim().split('\n') : []
  const telling =
    lines.find((line) => /not found|error:|^E:/.test(line)) ??
    lines.find((line) => /error/i.test(line)) ??
    lines.at(-1)
  return telling || error.message
}
