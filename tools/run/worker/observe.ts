import type { Outcome } from '../../outcome/index.ts'
import type { CurrentRun } from './current-run.ts'
import type { AnyWorld } from './driver.ts'
import { noteCall } from './keep-trace.ts'
import {
  apply,
  clearTimeout,
  get,
  hasOwn,
  hasOwnThen,
  isPromise,
  itemsOf,
  keepMethods,
  OwnPromise,
  setTimeout,
  thenOf,
  toText,
} from './originals.ts'
import { outcomeOfError, outcomeOfValue } from './outcome-of.ts'
import { showing } from './showing.ts'

/** State of a world when a call was started. */
interface Start {
  readonly world: AnyWorld
  readonly now: number
  readonly leaseBreakTime: number
}

/** Functions that an instrumented program calls; see `instrument`. */
export interface Observer {
  started(value: unknown): unknown
  observed(index: number, nested: boolean, call: () => unknown): Promise<unknown>
  watched(index: number, nested: boolean, call: () => unknown): Promise<{ value: unknown }>
}

const peek = Symbol.for('manproof.peek')

/** Seconds by which a break can be late and still count as the lease break time. */
const lateBy = 1
/** Seconds by which a kernel's clock, which counts jiffies, can be ahead of ours. */
const earlyBy = 0.05

/** Make the functions that observe a program's expected calls. */
export function openObserver(
  run: CurrentRun,
  report: (index: number, outcome: Outcome, note?: string) => void,
): Observer {
  const starts = keepMethods(new WeakMap<object, readonly Start[]>())
  const wasBlocked = keepMethods(new WeakSet<object>())

  function started(value: unknown): unknown {
    if (isThenable(value) && !starts.has(value)) starts.set(value, startsNow(run))
    return value
  }

  async function start(index: number, nested: boolean, call: () => unknown): Promise<Called> {
    try {
      const value = nested ? ((await call()) as { value: unknown }).value : call()
      started(value)
      if (isThenable(value)) noteCall(run, index, value)
      handleFailure(value)
      return { value }
    } catch (error) {
      return { error }
    }
  }

  async function observed(index: number, nested: boolean, call: () => unknown): Promise<unknown> {
    const json = run.request.json[index] ?? false
    const called = await start(index, nested, call)
    const end = await finish(run, called, wasBlocked)
    if (end === 'blocks') {
      report(index, { kind: 'blocks' }, waitOf(called.value))
      return undefined
    }
    const { outcome, note } = showing(run, () => outcomeOfEnd(end, json))
    const isLate = end.blocked && endedLate(called, starts)
    report(index, isLate ? { kind: 'after', outcome } : outcome, note)
    return end.value
  }

  async function watched(
    index: number,
    nested: boolean,
    call: () => unknown,
  ): Promise<{ value: unknown }> {
    const json = run.request.json[index] ?? false
    const called = await start(index, nested, call)
    const end = await glanceAt(run, called)
    if (end === 'blocks') {
      wasBlocked.add(called.value as object)
      report(index, { kind: 'blocks' }, waitOf(called.value))
    } else {
      const { outcome, note } = showing(run, () => outcomeOfEnd(end, json))
      report(index, outcome, note)
    }
    return { value: called.value }
  }

  return { started, observed, watched }
}

/** Result of a call: a value or an error. */
interface Called {
  readonly value?: unknown
  readonly error?: unknown
}

interface End extends Called {
  readonly blocked?: boolean
}

function startsNow(run: CurrentRun): Start[] {
  const starts: Start[] = []
  run.worlds.forEach((world) => {
    const { now, leaseBreakTime } = world
    starts[starts.length] = { world, now, leaseBreakTime }
  })
  return starts
}

/** Result of a call so far. */
async function glanceAt(run: CurrentRun, called: Called): Promise<Called | 'blocks'> {
  if (!isThenable(called.value)) return called
  await settle(run)
  return (await isSettled(called.value)) ? ending(called.value) : 'blocks'
}

async function finish(
  run: CurrentRun,
  called: Called,
  wasBlocked: WeakSet<object>,
): Promise<End | 'blocks'> {
  if (!isThenable(called.value)) return called
  // A call can have blocked when an earlier line observed it; it is awaited only now.
  await settle(run)
  const blocked = wasBlocked.has(called.value) || !(await isSettled(called.value))
  const end = await within(run.request.waitMs, ending(called.value))
  return end === 'blocks' ? end : { ...end, blocked }
}

async function within(ms: number, end: Promise<Called>): Promise<Called | 'blocks'> {
  let timer: NodeJS.Timeout | undefined
  const result = await new OwnPromise<Called | 'blocks'>((resolve, reject) => {
    timer = setTimeout(() => resolve('blocks'), ms)
    thenOf(end, (called) => resolve(called as Called), reject)
  })
  clearTimeout(timer)
  return result
}

function outcomeOfEnd(end: Called, json: boolean): { outcome: Outcome; note?: string } {
  if (!hasOwn(end, 'error')) {
    const { outcome, unshown } = outcomeOfValue(end.value, json)
    return unshown === undefined
      ? { outcome }
      : { outcome, note: `the value cannot be shown: ${unshown}` }
  }
  const outcome = outcomeOfError(end.error)
  // Not an error of a system: the line fails like any other.
  if (!outcome) throw end.error
  return { outcome }
}

function endedLate(called: Called, starts: WeakMap<object, readonly Start[]>): boolean {
  const since = isThenable(called.value) ? (starts.get(called.value) ?? []) : []
  for (let index = 0; index < since.length; index += 1) {
    const start = since[index]
    if (start !== undefined && hasJustEnded(start)) return true
  }
  return false
}

function hasJustEnded({ world, now, leaseBreakTime }: Start): boolean {
  const elapsed = world.now - now
  const isLate = elapsed >= leaseBreakTime - earlyBy && elapsed < leaseBreakTime + lateBy
  return leaseBreakTime > 0 && isLate
}

async function settle(run: CurrentRun): Promise<void> {
  const worlds = itemsOf(run.worlds)
  for (let index = 0; index < worlds.length; index += 1) await worlds[index]?.settle()
}

function isThenable(value: unknown): value is PromiseLike<unknown> & object {
  if (typeof value !== 'object' || value === null) return false
  return typeof get(value, 'then') === 'function'
}

async function ending(value: PromiseLike<unknown> & object): Promise<Called> {
  try {
    if (isPlain(value))
      return await new OwnPromise<Called>((resolve) => {
        thenOf(
          value,
          (result) => resolve(bare({ value: result })),
          (error) => resolve(bare({ error })),
        )
      })
    return bare({ value: await value })
  } catch (error) {
    return bare({ error })
  }
}

/** Whether a value is a native promise; a driver's own kind must notice that it is awaited. */
function isPlain(value: unknown): boolean {
  return isPromise(value) && !hasOwnThen(value)
}

// Without a prototype, on which an example could have set a `then`.
function bare(called: Called): Called {
  return { __proto__: null, ...called } as Called
}

/** State of a driver's promise. */
function glance(value: unknown): object | undefined {
  const look: unknown = isThenable(value) ? get(value, peek) : undefined
  const seen: unknown = typeof look === 'function' ? apply(look, value, []) : undefined
  return typeof seen === 'object' && seen !== null ? seen : undefined
}

function waitOf(value: unknown): string | undefined {
  const seen = glance(value) ?? {}
  const waitsFor: unknown = get(seen, 'waitsFor')
  const state: unknown = get(seen, 'state')
  if (typeof waitsFor !== 'string') return undefined
  return `it waits in: ${waitsFor}${state === undefined ? '' : `, state ${toText(state)}`}`
}

async function isSettled(value: PromiseLike<unknown> & object): Promise<boolean> {
  const seen = glance(value)
  if (seen !== undefined) return get(seen, 'settled') === true
  let settled = false
  const note = (): void => {
    settled = true
  }
  if (isPlain(value)) thenOf(value, note, note)
  else value.then(note, note)
  // Enough turns of the microtask queue for a few nested async functions.
  for (let turn = 0; turn < 20 && !settled; turn += 1) await undefined
  return settled
}

// A failure is observed after the worlds have settled, and must not count as unhandled until then.
function handleFailure(value: unknown): void {
  // A driver's own kind of promise does that itself; to await it would let virtual time run.
  if (isPlain(value)) thenOf(value, ignore, ignore)
}

function ignore(): void {
  // It counts when it is observed.
}
