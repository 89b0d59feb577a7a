import process from 'node:process'
import { visibleText } from '../message/index.ts'
import { type Print, printer } from './print/printer.ts'

/** The parts of the process that a verb can use. */
export interface Io {
  /** Print on standard output, for people. */
  readonly stdout: Print
  /** Print on standard error, for people. */
  readonly stderr: Print
  /** Print on standard output, for programs: verbatim, except on a terminal. */
  readonly data: (text: string) => void
  /** Read all of standard input. */
  readonly stdin: () => Promise<string>
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Colours on standard error. */
  readonly color: boolean
  /** How to show progress: one line that is rewritten, plain lines, or nothing. */
  readonly progress: 'line' | 'plain' | 'none'
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/**
 * Use the real process.
 *
 * @param signal
 *   Aborted when the user asks to stop.
 * @see https://no-color.org for `NO_COLOR`
 */
export function processIo(signal: AbortSignal): Io {
  const { env, stdout, stderr } = process
  const terminal = stderr.isTTY === true && env['TERM'] !== 'dumb'
  return {
    stdout: printer((text) => stdout.write(text)),
    stderr: printer((text) => stderr.write(text)),
    data: (text) => void stdout.write(stdout.isTTY ? visibleText(text) : text),
    stdin: readStdin,
    cwd: process.cwd(),
    env,
    color: env['NO_COLOR'] ? false : env['FORCE_COLOR'] ? true : terminal,
    progress: env['CI'] ? 'none' : terminal ? 'line' : 'plain',
    signal,
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
