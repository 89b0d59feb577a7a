import { callText, outcomeText, type Values } from './call-text.ts'
import type { ChartLine } from './chart-line.ts'

/** A recorded or replayed trace: what was requested, and what happened. */
export interface ChartTrace {
  readonly input: readonly ChartLine[]
  readonly output: readonly ChartLine[]
}

/** A process of the chart, drawn as a vertical line. */
export interface Lane {
  readonly name: string
  /** First row; later than 0 for a child of `fork`. */
  readonly from: number
  /** Row in which it ends; absent: it continues. */
  readonly to?: number
}

/** A row of the chart; lanes are given by index. */
export type ChartRow =
  /** A call; `sleeps`: its outcome comes in a later row. */
  | {
      readonly kind: 'call'
      readonly lane: number
      readonly text: string
      readonly sleeps: boolean
    }
  /** A call that slept has ended. */
  | { readonly kind: 'return'; readonly lane: number; readonly text: string }
  /** A signal; `from`: lane of the last call at this time, if it is another one. */
  | {
      readonly kind: 'signal'
      readonly lane: number
      readonly from?: number
      readonly text: string
    }
  /** A process ends. */
  | { readonly kind: 'death'; readonly lane: number; readonly text: string }
  /** The clock moves. */
  | { readonly kind: 'time'; readonly text: string }
  /** A setting of the whole world changes. */
  | { readonly kind: 'setting'; readonly text: string }

/** The rows in which a process sleeps in a call. */
export interface Span {
  readonly lane: number
  readonly from: number
  /** Row in which the call ends; absent: never. */
  readonly to?: number
}

/** Layout of a trace in lanes and rows; renderers add the dimensions. */
export interface SequenceChart {
  readonly lanes: readonly Lane[]
  readonly rows: readonly ChartRow[]
  readonly spans: readonly Span[]
}

type Open<T> = { -readonly [K in keyof T]: T[K] }

interface Drawing {
  readonly calls: ReadonlyMap<unknown, ChartLine>
  readonly lanes: Open<Lane>[]
  readonly rows: ChartRow[]
  readonly spans: Open<Span>[]
  /** Id of a call to its span, while it sleeps. */
  readonly sleeping: Map<unknown, Open<Span>>
  readonly values: Values
  now: number
  /** Lane of the last call at this time. */
  cause?: number
}

/**
 * Lay out a trace as a sequence chart.
 *
 * @param trace
 *   Input and output lines; output of calls that are not in the input is omitted.
 * @returns
 *   Lanes in the order of first use, rows in the order of the output. A call is at the position of
 *   its first output line, since it returns or sleeps before the next call is made.
 * @see manproof(1), section Traces: at equal times, the line of a call comes first, then the
 *   signals that it caused, then the calls that it woke
 */
export function sequenceChart({ input, output }: ChartTrace): SequenceChart {
  const calls = input.filter((line) => 'call' in line)
  const drawing: Drawing = {
    calls: new Map(calls.map((line) => [line['id'], line])),
    lanes: lanesOf(calls),
    rows: [],
    spans: [],
    sleeping: new Map(),
    values: { own: new Map(), latest: new Map() },
    now: 0,
  }
  for (const line of output) {
    moveClock(drawing, line['at'])
    if ('id' in line) drawCall(drawing, line)
    else if ('signal' in line) drawSignal(drawing, line)
    else if ('killed' in line) end(drawing, laneOf(drawing, line), `killed by ${line['killed']}`)
  }
  const { lanes, rows, spans } = drawing
  return { lanes, rows, spans }
}

function lanesOf(calls: readonly ChartLine[]): Open<Lane>[] {
  const names = calls.flatMap((line) =>
    typeof line['process'] === 'string' ? [line['process']] : [],
  )
  return [...new Set(names)].map((name) => ({ name, from: 0 }))
}

function moveClock(drawing: Drawing, at: unknown): void {
  if (typeof at !== 'number' || at <= drawing.now) return
  // A real clock moves a little with each call; only tenths of a second are a jump.
  const isJump = at - drawing.now >= 0.1
  if (!isJump) return
  drawing.now = at
  delete drawing.cause
  drawing.rows.push({ kind: 'time', text: `${Math.round(at * 10) / 10} s` })
}

function drawCall(drawing: Drawing, line: ChartLine): void {
  const call = drawing.calls.get(line['id'])
  if (call === undefined) return
  const name = call['call']
  if (name === 'set') drawing.rows.push({ kind: 'setting', text: settingText(call) })
  if (name === 'spawn') drawSpawn(drawing, call)
  if (name === 'spawn' || typeof call['process'] !== 'string') return
  const lane = laneOf(drawing, call)
  drawing.cause = lane
  const span = drawing.sleeping.get(line['id'])
  if (span === undefined) drawFirst(drawing, lane, call, line)
  else if (line['blocked'] !== true) drawReturn(drawing, span, call, line)
  noteResult(drawing, call, line)
}

function drawFirst(drawing: Drawing, lane: number, call: ChartLine, line: ChartLine): void {
  const sleeps = line['blocked'] === true
  // An unfinished call, marked as in strace(1).
  const outcome = sleeps ? ' ...' : call['call'] === 'exit' ? '' : ` ${outcomeText(line)}`
  const text = `${callText(call, drawing.values)}${outcome}`
  const row = drawing.rows.push({ kind: 'call', lane, text, sleeps }) - 1
  if (!sleeps) return
  const span = { lane, from: row }
  drawing.spans.push(span)
  drawing.sleeping.set(line['id'], span)
}

function drawReturn(drawing: Drawing, span: Open<Span>, call: ChartLine, line: ChartLine): void {
  const { lane } = span
  drawing.sleeping.delete(line['id'])
  const ended = drawing.lanes[lane]?.to
  span.to = ended ?? drawing.rows.length
  // If the process has ended, the row of its death is enough.
  if (ended !== undefined) return
  drawing.rows.push({ kind: 'return', lane, text: `${call['call']}() ${outcomeText(line)}` })
}

function drawSpawn(drawing: Drawing, call: ChartLine): void {
  const [options] = Array.isArray(call['args']) ? call['args'] : []
  if (options === undefined) return
  const text = `starts with ${settingText(call)}`
  drawing.rows.push({ kind: 'call', lane: laneOf(drawing, call), text, sleeps: false })
}

function settingText(call: ChartLine): string {
  const [settings] = Array.isArray(call['args']) ? call['args'] : []
  const entries = Object.entries((settings ?? {}) as Readonly<Record<string, unknown>>)
  return entries.map(([key, value]) => `${key} ${String(value)}`).join(', ')
}

function noteResult(drawing: Drawing, call: ChartLine, line: ChartLine): void {
  const { values, lanes, rows } = drawing
  const process = String(call['process'])
  if (call['call'] === 'exit') end(drawing, laneOf(drawing, call), undefined)
  if (!('result' in line)) return
  if (typeof call['as'] === 'string') {
    const own = values.own.get(process) ?? new Map<string, unknown>()
    values.own.set(process, own.set(call['as'], line['result']))
    values.latest.set(call['as'], line['result'])
  }
  if (call['call'] !== 'fork') return
  const [child] = Array.isArray(call['args']) ? call['args'] : []
  const name = String(child)
  values.own.set(name, new Map(values.own.get(process)))
  const lane = lanes.find((each) => each.name === name)
  if (lane === undefined) lanes.push({ name, from: rows.length - 1 })
  else lane.from = rows.length - 1
}

function drawSignal(drawing: Drawing, line: ChartLine): void {
  const lane = laneOf(drawing, line)
  const { cause } = drawing
  const from = cause === undefined || cause === lane ? {} : { from: cause }
  drawing.rows.push({ kind: 'signal', lane, ...from, text: String(line['signal']) })
}

/** End a lane; without a text, the previous row already shows it. */
function end(drawing: Drawing, index: number, text: string | undefined): void {
  const lane = drawing.lanes[index]
  if (lane === undefined || lane.to !== undefined) return
  if (text !== undefined) drawing.rows.push({ kind: 'death', lane: index, text })
  lane.to = drawing.rows.length - 1
}

function laneOf(drawing: Drawing, line: ChartLine): number {
  const name = String(line['process'])
  const index = drawing.lanes.findIndex((lane) => lane.name === name)
  return index < 0 ? drawing.lanes.push({ name, from: drawing.rows.length }) - 1 : index
}
