import { env } from 'node:process'
import { parseArgs } from 'node:util'
import {
  type ChartLine,
  formatSvg,
  sequenceChart,
  sequenceSvg,
  sequenceText,
} from '../../chart/index.ts'
import {
  openTarget,
  type ReadTrace,
  readLines,
  readTrace,
  replay,
  TraceError,
  UnsupportedError,
} from '../../driver/index.ts'
import { exitCode, visibleLine } from '../../message/index.ts'
import { readNamedFile } from '../../project/index.ts'
import type { Io } from '../io.ts'
import { stopWorlds } from './stop-worlds.ts'

/** Streams of the command. */
export type ReplayIo = Pick<Io, 'stdout' | 'stderr' | 'data' | 'stdin'> &
  Partial<Pick<Io, 'signal'>>

const help = `Usage: manproof replay FILE [--target NAME] [--chart text|svg]

Run a trace in JSON Lines, and print its events in JSON Lines.

  FILE           trace; \`-\` reads standard input
  --target NAME  where to run it (default: $MANPROOF_TARGET, else sim:rfc-v1)
  --chart FORM   print a sequence chart instead, as \`text\` or as an \`svg\` file
  -h, --help     print this help

Example:
  printf '%s\\n' '{"id":1,"process":"A","call":"open","args":["f","O_RDWR|O_CREAT"],"as":"a"}' \\
    '{"id":2,"process":"A","call":"fcntl","args":["$a","F_SETLEASE","F_LAYOUT"]}' |
    manproof replay - --target sim:rfc-v2

Exit status: 0 the trace ran, whatever the outcomes; 2 wrong command line or malformed trace;
3 the target is not available here.
`

/**
 * Run `manproof replay`.
 *
 * @param args
 *   Words after `replay`.
 * @param io
 *   Streams.
 * @returns
 *   Exit code.
 * @see manproof(1), section Traces
 */
export async function replayCommand(args: readonly string[], io: ReplayIo): Promise<number> {
  const options = readOptions(args, io)
  if (typeof options === 'number') return options
  const { file, target, chart } = options
  const loaded = await loadTrace(file, io)
  if (typeof loaded === 'number') return loaded
  const output: ChartLine[] = []
  try {
    const { driver, stopped } = stopWorlds(await openTarget(target), io.signal)
    const run = async (): Promise<void> => {
      for await (const line of replay(loaded.trace, driver)) {
        if (chart === undefined) io.data(`${JSON.stringify(line)}\n`)
        else output.push(line)
      }
    }
    await Promise.race([run(), stopped])
    if (io.signal?.aborted) return exitCode.interrupted
    if (chart !== undefined) {
      const print = chart === 'svg' ? io.data : io.stdout
      print(drawChart(loaded.text, output, { form: chart, target }))
    }
    return 0
  } catch (error) {
    if (error instanceof TraceError) return complainOf(io, file, error)
    if (error instanceof RangeError) return complain(io, error.message, 2)
    if (error instanceof UnsupportedError) return complain(io, error.message, 3)
    throw error
  }
}

function drawChart(
  text: string,
  output: readonly ChartLine[],
  { form, target }: { form: ChartForm; target: string },
): string {
  const chart = sequenceChart({ input: readLines(text), output })
  if (form === 'text') return sequenceText(chart)
  return formatSvg(sequenceSvg(chart, { title: `Sequence on ${target}`, id: 'sequence' }))
}

type ChartForm = 'text' | 'svg'

interface ReplayOptions {
  readonly file: string
  readonly target: string
  readonly chart?: ChartForm
}

function readOptions(args: readonly string[], io: ReplayIo): number | ReplayOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        target: { type: 'string' },
        chart: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) {
      io.stdout(help)
      return 0
    }
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) {
      const problem =
        file === undefined ? 'Missing file' : `Unexpected word \`${more[0]}\`, expected one file`
      return complain(io, `${problem}; see \`manproof replay --help\``, 2)
    }
    const target = values.target ?? (env['MANPROOF_TARGET'] || 'sim:rfc-v1')
    const { chart } = values
    if (chart === undefined) return { file, target }
    if (chart === 'text' || chart === 'svg') return { file, target, chart }
    return complain(io, `Unexpected chart \`${chart}\`, expected \`text\` or \`svg\``, 2)
  } catch (error) {
    return complain(io, `${reasonOf(error)}; see \`manproof replay --help\``, 2)
  }
}

async function loadTrace(
  file: string,
  io: ReplayIo,
): Promise<{ text: string; trace: ReadTrace } | number> {
  try {
    const text = file === '-' ? await io.stdin() : await readNamedFile(file)
    return { text, trace: readTrace(text) }
  } catch (error) {
    if (error instanceof TraceError) return complainOf(io, file, error)
    io.stderr(`${nameOf(file)}: error: Cannot read the trace: ${reasonOf(error)}\n`)
    return 2
  }
}

function complainOf(io: ReplayIo, file: string, { problems }: TraceError): number {
  for (const { line, column, reason } of problems) {
    io.stderr(`${visibleLine(`${nameOf(file)}:${line}:${column}: error: ${reason}`)}\n`)
  }
  return 2
}

function nameOf(file: string): string {
  return file === '-' ? '<stdin>' : file
}

function complain(io: ReplayIo, reason: string, code: number): number {
  io.stderr(`manproof replay: error: ${reason}\n`)
  return code
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
