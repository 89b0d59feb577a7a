import { slots } from '../worker/protocol.ts'
import type { Death } from './death.ts'

/** Limits of a run. */
export interface Limits {
  /** Milliseconds for one example, without waits for other worlds on this machine. */
  readonly timeoutMs: number
  /** Milliseconds for which the event loop can be blocked. */
  readonly stallMs: number
  /** Megabytes that an example can allocate. */
  readonly memoryMb: number
}

/** Milliseconds without a beat after which growth of the process is blamed on this worker. */
const silentMs = 120

/** Milliseconds that a driver has to load, with the event loop blocked or not. */
const loadMs = 30_000

/**
 * Watch a run from outside its thread.
 *
 * @param progress
 *   Shared buffer of the worker; see `slots`.
 * @param id
 *   Number of the run.
 * @returns
 *   Check: `undefined` while all is well, else why the worker must be ended.
 */
export function watchProgress(
  progress: Int32Array,
  id: number,
  limits: Limits,
): () => Death | undefined {
  const began = performance.now()
  // Measured at the first check: most runs have ended by then, and it costs as much as a run.
  let rss: number | undefined
  let beat = Atomics.load(progress, slots.beat)
  let turned = began
  let looked = began
  let waitedMs = 0
  return () => {
    const now = performance.now()
    const seen = Atomics.load(progress, slots.beat)
    // A check can come late because our own thread was busy: only an unchanged beat counts.
    if (seen !== beat) turned = now
    beat = seen
    const hasBegun = Atomics.load(progress, slots.begun) === id
    // Nor does the time count in which its driver loads.
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

// A thread that beats reports its memory; one in a loop cannot, so the process is measured.
function isTooBig(
  progress: Int32Array,
  rss: number,
  { silence, megabytes }: { silence: number; megabytes: number },
): boolean {
  if (silence < silentMs) return Atomics.load(progress, slots.megabytes) > megabytes
  return (process.memoryUsage.rss() - rss) / 1e6 > megabytes
}
