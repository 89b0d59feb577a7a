import type { CurrentRun } from './current-run.ts'
import { load, store } from './originals.ts'
import { slots } from './protocol.ts'

/**
 * Convert a value of an example, which can run code of the example, under the watch of the supervisor.
 *
 * Where it does not end, the supervisor knows whose value it is and which statement made it.
 */
export function showing<Shown>({ request, progress, at }: CurrentRun, convert: () => Shown): Shown {
  store(progress, slots.shownAt, load(at, 0))
  store(progress, slots.showing, request.id)
  try {
    return convert()
  } finally {
    store(progress, slots.showing, 0)
    // What a getter of the example does is no step of the example.
    store(at, 0, load(progress, slots.shownAt))
  }
}
