import { type CurrentRun, currentRun } from './current-run.ts'
import { clearTimeout, now, OwnPromise, setTimeout } from './originals.ts'

/** Milliseconds that an example's own timers get after its last line. */
const lingerMs = 100

/** Track the timers that examples start, so that none outlives its example. */
export function trackTimers(): void {
  const { setInterval } = globalThis
  const track =
    (start: typeof setTimeout | typeof setInterval, once: boolean) =>
    (callback: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => {
      const timers = currentRun.getStore()?.timers
      const timer: NodeJS.Timeout = start(
        (...given: unknown[]) => {
          if (once) timers?.delete(timer)
          callback(...given)
        },
        ms,
        ...values,
      )
      timers?.add(timer)
      return timer
    }
  const untrack = (timer: NodeJS.Timeout | undefined): void => {
    if (timer) currentRun.getStore()?.timers.delete(timer)
    clearTimeout(timer)
  }
  Object.assign(globalThis, {
    setTimeout: Object.assign(track(setTimeout, true), setTimeout),
    setInterval: track(setInterval, false),
    clearTimeout: untrack,
    clearInterval: untrack,
  })
}

/** Let a run's timers fire for a moment, so their errors are attributed to it, then end them. */
export async function endTimers(run: CurrentRun): Promise<void> {
  const end = now() + lingerMs
  while (run.timers.size > 0 && now() < end) {
    await new OwnPromise<void>((resolve) => setTimeout(resolve, 2))
  }
  run.timers.forEach((timer) => {
    clearTimeout(timer)
  })
  run.timers.clear()
}
