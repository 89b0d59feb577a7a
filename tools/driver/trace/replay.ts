import type { CallName } from '../call-shapes.ts'
import { DeadlockError, UnsupportedError } from '../errors.ts'
import { originOf } from '../origin.ts'
import type { Driver, ProcessOptions, TraceLine, World } from '../port.ts'
import { type Observed, observe } from './observe.ts'
import { outcomeLine } from './outcome-line.ts'
import { TraceError } from './problem.ts'
import { bind, createScope, inherit, processOf, resolveArguments, type Scope } from './scope.ts'
import type { ReadTrace, TraceCall } from './trace-call.ts'

interface Run {
  readonly world: World
  readonly scope: Scope
  /** Call of each id that the driver assigned. */
  readonly calls: Map<unknown, TraceCall>
  /** Calls whose last line has been yielded. */
  readonly done: Set<TraceCall>
  /** Number of output lines of the driver that have been processed. */
  seen: number
}

/**
 * Run a trace on a target and report what happens.
 *
 * The replay waits for a call without `async`, letting time pass if needed; a call that can never
 * return is left asleep.
 *
 * @param trace
 *   Trace from `readTrace`.
 * @param driver
 *   Driver that opens the world, which is disposed at the end.
 * @returns
 *   Lines in the order of events; at equal times, the line of a call comes first, then the signals
 *   that it caused, then the calls that it woke.
 * @throws {UnsupportedError}
 *   If the target cannot open the world.
 * @throws {TraceError}
 *   If a line is invalid at its point, such as a second process with the same name.
 * @see manproof(1), section Traces; measured: test/driver/trace/replay.test.ts
 */
export async function* replay(
  trace: ReadTrace,
  driver: Driver,
): AsyncGenerator<TraceLine, void, undefined> {
  const world = await driver.openWorld(trace.world)
  const scope = createScope(world)
  const run: Run = { world, scope, calls: new Map(), done: new Set(), seen: 0 }
  try {
    for (const call of trace.calls) {
      yield* isWorldCall(call) ? runWorldCall(run, call) : runSystemCall(run, call)
    }
  } finally {
    await world[Symbol.asyncDispose]()
  }
}

function isWorldCall({ call }: TraceCall): boolean {
  return call === 'spawn' || call === 'advance' || call === 'settle' || call === 'set'
}

async function* runWorldCall(run: Run, call: TraceCall): AsyncGenerator<TraceLine> {
  let result = 0
  try {
    result = await worldCall(run, call)
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error
    const { id, process = '' } = call
    const who = call.silent ? { process } : { id }
    yield { ...who, unsupported: error.capability, at: clock(run.world) }
    return
  }
  await run.world.settle()
  yield* fresh(run)
  if (call.as !== undefined) bind(run.scope, call.process ?? '', call.as, result)
  if (!call.silent) yield { id: call.id, result, at: clock(run.world) }
}

async function worldCall(run: Run, { call, args, process = '' }: TraceCall): Promise<number> {
  const { world, scope } = run
  if (call === 'advance') await world.advance(Number(args[0]))
  else if (call === 'set') changeSettings(world, args[0] as Settings)
  else if (call === 'spawn') {
    const made = await world.process(process, args[0] as ProcessOptions | undefined)
    scope.processes.set(process, made)
    return made.pid
  }
  return 0
}

type Settings = Pick<World, 'leaseBreakTime' | 'leasesEnable'>

function changeSettings(world: World, settings: Partial<Settings>): void {
  const { leaseBreakTime, leasesEnable } = settings
  if (leaseBreakTime !== undefined) world.leaseBreakTime = leaseBreakTime
  if (leasesEnable === undefined) return
  if (world.leasesEnable === undefined) {
    throw new UnsupportedError('leases-enable', world.target.name, 'it cannot be set there')
  }
  world.leasesEnable = leasesEnable
}

async function* runSystemCall(run: Run, call: TraceCall): AsyncGenerator<TraceLine> {
  const { world, scope, calls } = run
  const name = call.process ?? ''
  const process = await processOf(scope, name)
  const args = await resolveArguments(scope, name, call.call as CallName, call.args)
  const method = process[call.call as CallName] as (...list: readonly unknown[]) => Promise<unknown>
  const made = method.apply(process, [...args])
  const observed = observe(made)
  calls.set(originOf(made)?.id, call)
  await world.settle()
  yield* fresh(run)
  if (!observed.settled && !call.async) {
    await passTime(world, observed)
    await world.settle()
    yield* fresh(run)
  }
  if (!observed.settled || run.done.has(call)) return
  const line = outcomeLine(call.id, observed, clock(world))
  if (line !== undefined) yield take(run, call, line)
  else assertGivenUp(call, observed.value)
}

/** Check that a call without an outcome was given up, or that the trace is at fault. */
function assertGivenUp({ line }: TraceCall, error: unknown): void {
  if (error instanceof DeadlockError) return
  if (!(error instanceof RangeError)) throw error
  throw new TraceError([{ line, column: 1, reason: error.message }])
}

/** Wait for a sleeping call, but not forever on a real clock. */
async function passTime(world: World, observed: Observed): Promise<void> {
  const graceMs = 2000
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 2 * world.leaseBreakTime * 1000 + graceMs)
  })
  await Promise.race([observed.wait(), limit])
  clearTimeout(timer)
}

/** New lines of the driver's output, with the ids of this trace. */
function* fresh(run: Run): Generator<TraceLine> {
  const { output } = run.world.trace()
  while (run.seen < output.length) {
    const line = output[run.seen++]
    if (line === undefined) continue
    if (!('id' in line)) {
      yield line
      continue
    }
    const call = run.calls.get(line['id'])
    if (call !== undefined) yield take(run, call, { ...line, id: call.id })
  }
}

/** Record the outcome of a line, and return the line. */
function take(run: Run, call: TraceCall, line: TraceLine): TraceLine {
  if (line['blocked'] === true) return line
  run.done.add(call)
  const name = call.process ?? ''
  if (call.as !== undefined && 'result' in line) {
    bind(run.scope, receiverOf(run.scope, call) ?? name, call.as, line['result'])
  }
  if (call.call === 'fork' && 'result' in line) inherit(run.scope, name, String(call.args[0]))
  return line
}

/** Process whose descriptor the result of `send_fd` is. */
function receiverOf(scope: Scope, { call, args: [receiver] }: TraceCall): string | undefined {
  if (call !== 'send_fd') return undefined
  if (typeof receiver === 'object' && receiver !== null && '$pid' in receiver) {
    return String(receiver.$pid)
  }
  return [...scope.processes.values()].find(({ pid }) => pid === receiver)?.name
}

function clock(world: World): number {
  return Math.round(world.now * 1000) / 1000
}
