import type { CurrentRun } from './current-run.ts'
import type { AnyWorld } from './driver.ts'
import { parse, stringify } from './originals.ts'

/** Keep the trace of a run's first world in which somebody sleeps or is sent a signal. */
export function keepTrace(run: CurrentRun, world: AnyWorld): void {
  if (run.trace !== undefined || typeof world.trace !== 'function') return
  const { input, output } = world.trace()
  if (!Array.isArray(input) || !Array.isArray(output)) return
  if (!output.some((line) => line['blocked'] === true || 'signal' in line)) return
  // A copy: a world may go on with its own lists, and only plain data travels between threads.
  run.trace = parse(stringify({ input, output }))
}
