import { slots } from '../worker/protocol.ts'
import type { Death } from './death.ts'

/** What a run may take. */
export interface Limits {
  /** Milliseconds for one example, waits for other worlds on this machine apart. */
  readonly timeoutMs: number
  /** Milliseconds for which the event loop may stand still. */
  readonly stallMs: number
  /** Megabytes that an example may allocate. */
  readonly memoryMb: number
}

/** Milliseconds without a beat after which growth of the process is blamed on this worker. */
const silentMs = 120

/** Milliseconds that a driver may take to load, and for which the event loop may stand still meanwhile. */
const loadMs = 30_000

/**
 * Watch a run from outside its thread.
 *
 * @param progress
 *   Shared buffer of the worker; see `slots`.
 * @param id
 *   Number of the run.
 * @returns
 *   A look: undefined while all is well, else why the worker must be ended.
 */
export function watchProgress(
  progress: Int32Array,
  id: number,
  limits: Limits,
): () => Death | undefined {
  const began = performance.now()
  // Taken at the first look: most runs are over by then, and asking costs as much as running one.
  let rss: number | undefined
  let beat = Atomics.load(progress, slots.beat)
  let turned = began
  let looked = began
  let waitedMs = 0
  return () => {
    const now = performance.now()
    const seen = Atomics.load(progress, slots.beat)
    // A look may come late because our own thread was busy: only a beat that stands still counts.
    if (seen !== beat) turned = now
    beat = seen
    const hasBegun = Atomics.load(progress, slots.begun) === id
    // What a driver takes to load is not the example's time either.
    if (!hasBegun || Atomics.load(progress, slots.waits) > 0) waitedMs += now - looked
    looked = now
    if (Atomics.load(progress, slots.done) === id) return undefined
    const silence = now - turned
    rss ??= process.memoryUsage.rss()
    if (isTooBig(progress, rss, { silence, megabytes: limits.memoryMb })) {
      return { kind: 'memory', megabytes: limits.memoryMb }
    }
    const ms = hasBegun ? limits.stallMs : Math.max(limits.stallMs, loadMs)
    if (silence > ms) return { kind: 'stall', ms }
    const [spent, timeoutMs] = hasBegun
      ? [now - began - waitedMs, limits.timeoutMs]
      : [now - began, Math.max(limits.timeoutMs, loadMs)]
    return spent > timeoutMs ? { kind: 'timeout', ms: timeoutMs } : undefined
  }
}

// A thread that beats says what it holds; one in a loop cannot, so the process is looked at.
function isTooBig(
  progress: Int32Array,
  rss: number,
  { silence, megabytes }: { silence: number; megabytes: number },
): boolean {
  if (silence < silentMs) return Atomics.load(progress, slots.megabytes) > megabytes
  return (process.memoryUsage.rss() - rss) / 1e6 > megabytes
}
