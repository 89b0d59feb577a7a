import type { CurrentRun } from './current-run.ts'
import type { AnyWorld } from './driver.ts'
import { get, isArray, keepMethods, parse, stringify } from './originals.ts'

type Looks = CurrentRun['looks']

const originKey = Symbol.for('manproof.origin')

/** Record that an expectation observes a call, if its promise names its line in a trace. */
export function noteCall({ looks }: CurrentRun, expectation: number, call: object): void {
  const origin: unknown = get(call, originKey)
  if (typeof origin !== 'object' || origin === null) return
  looks[looks.length] = { expectation, trace: get(origin, 'trace'), id: get(origin, 'id') }
}

/** Keep the trace of a world that ends. */
export function keepTrace({ request, looks, traces }: CurrentRun, world: AnyWorld): void {
  if (typeof world.trace !== 'function') return
  const trace = world.trace()
  const { input, output, threaded = [] } = trace
  if (!isArray(input) || !isArray(output)) return
  const calls: unknown[][] = []
  for (let index = 0; index < request.json.length; index += 1) {
    calls[index] = idsOf(looks, trace, index)
  }
  // A copy: the world can still extend its lists, and only plain data passes between threads.
  traces[traces.length] = parse(stringify({ input, output, threaded, calls }))
}

/** Ids of the calls of a trace that an expectation observed, each once. */
function idsOf(looks: Looks, trace: unknown, expectation: number): unknown[] {
  const ids: unknown[] = []
  const seen = keepMethods(new Set())
  for (let index = 0; index < looks.length; index += 1) {
    const look = looks[index]
    if (look?.expectation !== expectation || look.trace !== trace || seen.has(look.id)) continue
    seen.add(look.id)
    ids[ids.length] = look.id
  }
  return ids
}
