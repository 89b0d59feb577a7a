import type { CallId, Settings } from '../model/index.ts'
import type { Scenario, ScenarioCall } from './scenario.ts'

/** A call of a plan; an argument `{ref: 3}` is the result of the call with index 3. */
export interface PlannedCall {
  readonly id: CallId
  /** `''`: the administrator, who makes `set` calls. */
  readonly process: string
  readonly call: string
  readonly args: readonly unknown[]
  readonly async: boolean
  /** Calls whose results it uses. */
  readonly uses: readonly number[]
}

/** A process with its calls in order. */
export interface Actor {
  readonly process: string
  /** Indexes of planned calls. */
  readonly calls: readonly number[]
  /** The `fork` that creates it. */
  readonly born?: number
}

/** A scenario prepared for scheduling. */
export interface Plan {
  readonly world: Settings
  readonly spawns: readonly ScenarioCall[]
  readonly calls: readonly PlannedCall[]
  readonly actors: readonly Actor[]
  /** Number of calls to make first, in order. */
  readonly setUp: number
}

interface Names {
  readonly own: Map<string, Map<string, number>>
  readonly latest: Map<string, number>
}

/**
 * Group the calls of a scenario by process.
 *
 * Drops `advance` calls, because an exploration moves the clock itself, and `settle` calls. A
 * process that no `fork` creates exists from the start.
 *
 * @param from
 *   First call after the setup; default: the first `async` one, else the first of all.
 */
export function makePlan(scenario: Scenario, from?: CallId): Plan {
  const listed = scenario.calls.filter(({ call }) => call !== 'settle' && call !== 'spawn')
  const made = listed.filter(({ call }) => call !== 'advance')
  const calls = planCalls(made)
  const children = new Map(
    calls.flatMap(({ call, args }, index) =>
      call === 'fork' ? [[String(args[0]), index] as const] : [],
    ),
  )
  const setUp = setUpOf(listed, from)
  return {
    world: scenario.world,
    spawns: spawnsOf(scenario, children),
    calls,
    actors: actorsOf(calls, children, setUp),
    setUp,
  }
}

/** Resolve references to calls, keeping all lines. */
export function planCalls(lines: readonly ScenarioCall[]): PlannedCall[] {
  const names: Names = { own: new Map(), latest: new Map() }
  return lines.map((line, index) => planCall(line, index, names))
}

function setUpOf(listed: readonly ScenarioCall[], from: CallId | undefined): number {
  const chosen =
    from === undefined
      ? listed.findIndex(({ async }) => async === true)
      : listed.findIndex(({ id }) => id === from)
  if (chosen === -1 && from !== undefined) {
    throw new RangeError(`Unexpected call \`${from}\`, expected the id of a call of the trace`)
  }
  return listed.slice(0, Math.max(chosen, 0)).filter(({ call }) => call !== 'advance').length
}

function spawnsOf(scenario: Scenario, children: ReadonlyMap<string, number>): ScenarioCall[] {
  const spawns = new Map<string, ScenarioCall>()
  for (const line of scenario.calls) {
    const { process, call } = line
    if (process === undefined || children.has(process)) continue
    if (call === 'spawn') spawns.set(process, line)
    else if (!spawns.has(process)) {
      spawns.set(process, { id: `spawn ${process}`, process, call: 'spawn', args: [] })
    }
  }
  return [...spawns.values()]
}

function actorsOf(
  calls: readonly PlannedCall[],
  children: ReadonlyMap<string, number>,
  setUp: number,
): Actor[] {
  const actors = new Map<string, number[]>()
  for (const [index, { process }] of calls.entries()) {
    const own = actors.get(process) ?? []
    actors.set(process, own)
    if (index >= setUp) own.push(index)
  }
  return [...actors].map(([process, own]) => {
    const born = children.get(process)
    return { process, calls: own, ...(born === undefined ? {} : { born }) }
  })
}

function planCall(line: ScenarioCall, index: number, names: Names): PlannedCall {
  const { id, process = '', call } = line
  const uses = new Set<number>()
  const args = line.args.map((argument) =>
    withReferences(argument, (name) => {
      const found = names.own.get(process)?.get(name) ?? names.latest.get(name)
      if (found !== undefined) uses.add(found)
      return found
    }),
  )
  if (call === 'fork') names.own.set(String(args[0]), new Map(names.own.get(process)))
  if (line.as !== undefined) {
    const own = names.own.get(process) ?? new Map<string, number>()
    names.own.set(process, own.set(line.as, index))
    names.latest.set(line.as, index)
  }
  return { id, process, call, args, async: line.async === true, uses: [...uses] }
}

/** Replace `{$: name}` everywhere in an argument. */
function withReferences(argument: unknown, find: (name: string) => number | undefined): unknown {
  if (Array.isArray(argument)) return argument.map((item) => withReferences(item, find))
  if (typeof argument !== 'object' || argument === null) return argument
  if ('$' in argument) return { ref: find(String(argument.$)) ?? -1 }
  return Object.fromEntries(
    Object.entries(argument).map(([key, value]) => [key, withReferences(value, find)]),
  )
}
