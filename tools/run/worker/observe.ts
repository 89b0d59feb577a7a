import type { Outcome } from '../../spec/index.ts'
import type { CurrentRun } from './current-run.ts'
import type { AnyWorld } from './driver.ts'
import { outcomeOfError, outcomeOfValue } from './outcome-of.ts'

/** Where a call stood when it was started. */
interface Start {
  readonly world: AnyWorld
  readonly now: number
  readonly leaseBreakTime: number
}

/** What an instrumented program calls; see `instrument`. */
export interface Observer {
  started(value: unknown): unknown
  observed(index: number, nested: boolean, call: () => unknown): Promise<unknown>
  watched(index: number, nested: boolean, call: () => unknown): Promise<{ value: unknown }>
}

const peek = Symbol.for('manproof.peek')

/** Seconds by which a break may come late and still count as the lease break time. */
const lateBy = 1
/** Seconds by which a kernel's clock, which counts jiffies, may run ahead of ours. */
const earlyBy = 0.05

/** Make the functions through which a program's expected calls are looked at. */
export function openObserver(
  run: CurrentRun,
  report: (index: number, outcome: Outcome, waits?: string) => void,
): Observer {
  const starts = new WeakMap<object, readonly Start[]>()
  const wasBlocked = new WeakSet<object>()

  function started(value: unknown): unknown {
    if (isThenable(value) && !starts.has(value)) starts.set(value, startsNow(run))
    return value
  }

  async function start(nested: boolean, call: () => unknown): Promise<Called> {
    try {
      const value = nested ? ((await call()) as { value: unknown }).value : call()
      started(value)
      handleFailure(value)
      return { value }
    } catch (error) {
      return { error }
    }
  }

  async function observed(index: number, nested: boolean, call: () => unknown): Promise<unknown> {
    const json = run.request.json[index] ?? false
    const called = await start(nested, call)
    const end = await finish(run, called, wasBlocked)
    if (end === 'blocks') {
      report(index, { kind: 'blocks' }, waitOf(called.value))
      return undefined
    }
    const outcome = outcomeOfEnd(end, json)
    const isLate = end.blocked && endedLate(called, starts)
    report(index, isLate ? { kind: 'after', outcome } : outcome)
    return end.value
  }

  async function watched(
    index: number,
    nested: boolean,
    call: () => unknown,
  ): Promise<{ value: unknown }> {
    const called = await start(nested, call)
    if (!isThenable(called.value)) {
      report(index, outcomeOfEnd(called, run.request.json[index] ?? false))
      return { value: called.value }
    }
    await settle(run)
    if (await isSettled(called.value)) {
      const end = await ending(called.value)
      report(index, outcomeOfEnd(end, run.request.json[index] ?? false))
    } else {
      wasBlocked.add(called.value)
      report(index, { kind: 'blocks' }, waitOf(called.value))
    }
    return { value: called.value }
  }

  return { started, observed, watched }
}

/** What a call came to: a value, or an error. */
interface Called {
  readonly value?: unknown
  readonly error?: unknown
}

interface End extends Called {
  readonly blocked?: boolean
}

function startsNow(run: CurrentRun): Start[] {
  return [...run.worlds].map((world) => ({
    world,
    now: world.now,
    leaseBreakTime: world.leaseBreakTime,
  }))
}

async function finish(
  run: CurrentRun,
  called: Called,
  wasBlocked: WeakSet<object>,
): Promise<End | 'blocks'> {
  if (!isThenable(called.value)) return called
  // A call may have blocked earlier, when another line looked at it; then it is awaited only now.
  await settle(run)
  const blocked = wasBlocked.has(called.value) || !(await isSettled(called.value))
  const end = await within(run.request.waitMs, ending(called.value))
  return end === 'blocks' ? end : { ...end, blocked }
}

async function within(ms: number, end: Promise<Called>): Promise<Called | 'blocks'> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<'blocks'>((resolve) => {
    timer = setTimeout(resolve, ms, 'blocks')
  })
  const result = await Promise.race([end, limit])
  clearTimeout(timer)
  return result
}

function outcomeOfEnd(end: Called, json: boolean): Outcome {
  if (!('error' in end)) return outcomeOfValue(end.value, json)
  const outcome = outcomeOfError(end.error)
  // No answer of a system: the line fails like any other.
  if (!outcome) throw end.error
  return outcome
}

function endedLate(called: Called, starts: WeakMap<object, readonly Start[]>): boolean {
  const since = isThenable(called.value) ? (starts.get(called.value) ?? []) : []
  return since.some(({ world, now, leaseBreakTime }) => {
    const elapsed = world.now - now
    const isLate = elapsed >= leaseBreakTime - earlyBy && elapsed < leaseBreakTime + lateBy
    return leaseBreakTime > 0 && isLate
  })
}

async function settle(run: CurrentRun): Promise<void> {
  for (const world of run.worlds) await world.settle()
}

function isThenable(value: unknown): value is PromiseLike<unknown> & object {
  if (typeof value !== 'object' || value === null) return false
  return typeof Reflect.get(value, 'then') === 'function'
}

async function ending(value: PromiseLike<unknown>): Promise<Called> {
  try {
    return { value: await value }
  } catch (error) {
    return { error }
  }
}

/** What a driver's promise answers when it is looked at. */
function glance(value: unknown): object | undefined {
  const look: unknown = isThenable(value) ? Reflect.get(value, peek) : undefined
  const seen: unknown = typeof look === 'function' ? Reflect.apply(look, value, []) : undefined
  return typeof seen === 'object' && seen !== null ? seen : undefined
}

function waitOf(value: unknown): string | undefined {
  const seen = glance(value) ?? {}
  const [waitsFor, state] = ['waitsFor', 'state'].map((name): unknown => Reflect.get(seen, name))
  if (typeof waitsFor !== 'string') return undefined
  return state === undefined ? waitsFor : `${waitsFor}, state ${String(state)}`
}

async function isSettled(value: PromiseLike<unknown> & object): Promise<boolean> {
  const seen = glance(value)
  if (seen !== undefined) return Reflect.get(seen, 'settled') === true
  let settled = false
  const note = (): void => {
    settled = true
  }
  value.then(note, note)
  // As many turns of the microtask queue as a few nested async functions need.
  for (let turn = 0; turn < 20 && !settled; turn += 1) await undefined
  return settled
}

// A failure is looked at only after the worlds have settled, and must not count as lost until then.
function handleFailure(value: unknown): void {
  // A driver's own kind of promise sees to that itself; to await it would let virtual time run.
  if (!(value instanceof Promise) || value.then !== Promise.prototype.then) return
  value.then(undefined, () => undefined)
}
