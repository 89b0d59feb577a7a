import process from 'node:process'

/** Everything a verb may touch of the process it runs in. */
export interface Io {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** The whole standard input. */
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
 * Describe the real process to the verbs.
 *
 * @param signal
 *   Aborted when the user asks to stop.
 * @returns
 *   Streams, folder, environment and taste of this process.
 * @see https://no-color.org for `NO_COLOR`
 */
export function processIo(signal: AbortSignal): Io {
  const { env, stderr } = process
  const terminal = stderr.isTTY === true && env['TERM'] !== 'dumb'
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void stderr.write(text),
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
