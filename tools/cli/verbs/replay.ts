import { resolve } from 'node:path'
import {
  type ChartLine,
  formatSvg,
  sequenceChart,
  sequenceSvg,
  sequenceText,
} from '../../chart/index.ts'
import {
  openTarget,
  readLines,
  readTrace,
  replay as replayTrace,
  TraceError,
  UnsupportedError,
} from '../../driver/index.ts'
import { CliError, exitCode, systemError, usageError } from '../../message/index.ts'
import { readNamedFile } from '../../project/index.ts'
import type { Io } from '../io.ts'
import { printProblems } from '../trace/print-problems.ts'
import { stopWorlds } from '../trace/stop-worlds.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof replay FILE [--target NAME] [--chart text|svg]

Run a trace in JSON Lines, and print its events in JSON Lines.

  FILE           trace; \`-\` reads standard input
  --target NAME  where to run it (default: $MANPROOF_TARGET, else sim:rfc-v1)
  --chart FORM   print a sequence chart instead, as \`text\` or as an \`svg\` file

Example:
  printf '%s\\n' '{"id":1,"process":"A","call":"open","args":["f","O_RDWR|O_CREAT"],"as":"a"}' \\
    '{"id":2,"process":"A","call":"fcntl","args":["$a","F_SETLEASE","F_LAYOUT"]}' |
    manproof replay - --target sim:rfc-v2

Exit status: 0 the trace ran, whatever the outcomes; 2 wrong command line or malformed trace;
3 the target is not available here.
`

/** `manproof replay`. */
export const replay: Verb = {
  usage,
  options: {
    target: { type: 'string' },
    chart: { type: 'string', oneOf: ['text', 'svg'] },
  },
  async run({ values, positionals, io }) {
    const [file, extra] = positionals
    if (file === undefined) throw usageError('Missing file')
    if (extra !== undefined) throw usageError(`Unexpected word \`${extra}\`, expected one file`)
    const target = String(values['target'] ?? (io.env['MANPROOF_TARGET'] || 'sim:rfc-v1'))
    try {
      const text = await readText(file, io)
      await runTrace(text, { target, chart: values['chart'] }, io)
      return exitCode.clean
    } catch (error) {
      if (error instanceof UnsupportedError) throw systemError(error.message)
      if (error instanceof RangeError) throw usageError(error.message)
      if (!(error instanceof TraceError)) throw error
      printProblems(file, error, io)
      return exitCode.usage
    }
  },
}

async function runTrace(
  text: string,
  { target, chart }: { readonly target: string; readonly chart: unknown },
  io: Io,
): Promise<void> {
  const trace = readTrace(text)
  const output: ChartLine[] = []
  const { driver, stopped } = stopWorlds(await openTarget(target), io.signal)
  const run = async (): Promise<void> => {
    for await (const line of replayTrace(trace, driver)) {
      if (chart === undefined) io.data(`${JSON.stringify(line)}\n`)
      else output.push(line)
    }
  }
  await Promise.race([run(), stopped])
  if (io.signal.aborted || chart === undefined) return
  const drawn = sequenceChart({ input: readLines(text), output })
  if (chart === 'text') io.stdout(sequenceText(drawn))
  else io.data(formatSvg(sequenceSvg(drawn, { title: `Sequence on ${target}`, id: 'sequence' })))
}

async function readText(file: string, io: Io): Promise<string> {
  try {
    return file === '-' ? await io.stdin() : await readNamedFile(resolve(io.cwd, file))
  } catch (error) {
    const { message } = systemError(`Cannot read \`${file}\``, error)
    throw new CliError(message, exitCode.usage, error)
  }
}
