import type { CurrentRun } from './current-run.ts'
import { load, store } from './originals.ts'
import { slots } from './protocol.ts'

/**
 * Convert a value of an example under watch, since that can run code of the example.
 *
 * If it does not finish, the supervisor knows the run and the statement that the value comes from.
 */
export function showing<Shown>({ request, progress, at }: CurrentRun, convert: () => Shown): Shown {
  store(progress, slots.shownAt, load(at, 0))
  store(progress, slots.showing, request.id)
  try {
    return convert()
  } finally {
    store(progress, slots.showing, 0)
    // Code of a getter is not a step of the example.
    store(at, 0, load(progress, slots.shownAt))
  }
}
