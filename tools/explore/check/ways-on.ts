import { enabled, nextDeadline, step } from '../../model/index.ts'
import { applyMove } from '../apply-move.ts'
import { answerOfCode } from '../call-outcome.ts'
import type { Move } from '../move.ts'
import type { Node } from '../node.ts'
import type { Plan } from '../plan.ts'
import { type ExpectedLine, type OutputLine, outcomeLines } from './outcome-lines.ts'

/** A continuation of a state, with its output lines. */
export interface Way {
  readonly node: Node
  readonly lines: readonly ExpectedLine[]
  /** Process to the signal that killed it. */
  readonly deaths: Readonly<Record<string, string>>
}

/** All continuations from one input line to the next. */
export function waysOn(plan: Plan, from: Pick<Way, 'node' | 'deaths'>, index: number): Way[] {
  const planned = plan.calls[index]
  if (planned === undefined) return []
  const { id, process, call, args } = planned
  const node = withProcesses(from.node, [process, ...mentioned(args)], planned)
  const way: Way = { node, lines: [], deaths: from.deaths }
  if (call === 'spawn' || call === 'settle') {
    const pid = node.state.processes[process]?.pid ?? 0
    return [answer(way, { id, result: call === 'spawn' ? pid : 0 })]
  }
  if (call === 'advance') {
    const to = exact(node.state.now + Number(args[0]))
    return passTime(plan, way, to).map((each) => answer(each, { id, result: 0 }))
  }
  if (call === 'set') {
    const made = take(plan, way, { kind: 'call', index, actor: -1 })
    return settle(plan, { ...made, lines: [] }).map((each) => answer(each, { id, result: 0 }))
  }
  const status = node.state.processes[process]?.status
  if (status !== 'running') {
    return [answer(way, { id, killed: from.deaths[process] ?? 'SIGKILL' }, index)]
  }
  const taken = alternatives(way, take(plan, way, { kind: 'call', index, actor: -1 }), {
    id,
    index,
  })
  const made = taken.flatMap((each) => settle(plan, ended(plan, each, index)))
  return planned.async ? made : made.flatMap((each) => waitFor(plan, each, index))
}

/** Seconds rounded to whole microseconds. */
function exact(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6
}

function answer(way: Way, line: OutputLine, index?: number): Way {
  const { state } = way.node
  const lines = [...way.lines, { line: { ...line, at: exact(state.now) }, rank: 2 } as const]
  if (index === undefined) return { ...way, lines }
  const calls = way.node.calls.map((record, each) =>
    each === index
      ? ({ status: 'done', outcome: { answer: { kind: 'killed' } } } as const)
      : record,
  )
  return { ...way, lines, node: { ...way.node, calls } }
}

/** Processes that a call names, which exist from then on. */
function mentioned(args: readonly unknown[]): string[] {
  return args.flatMap((argument) => {
    if (typeof argument === 'string') {
      const [, name] = /^\/proc\/\$([^/]+)\.pid/.exec(argument) ?? []
      return name === undefined ? [] : [name]
    }
    if (Array.isArray(argument)) return mentioned(argument)
    if (typeof argument !== 'object' || argument === null) return []
    if ('$pid' in argument) return [String(argument.$pid)]
    return mentioned(Object.values(argument))
  })
}

function withProcesses(
  node: Node,
  names: readonly string[],
  { call, args }: { readonly call: string; readonly args: readonly unknown[] },
): Node {
  let { state } = node
  for (const process of names) {
    if (process === '' || state.processes[process] !== undefined) continue
    const as = call === 'spawn' ? (args[0] as object | undefined) : undefined
    state = step(state, { kind: 'spawn', process, ...as }).state
  }
  return state === node.state ? node : { ...node, state }
}

function take(plan: Plan, way: Way, move: Move): Way {
  const { node: before } = way
  const { node, outcomes } = applyMove(plan, before, move)
  const isAsleep = (index: number): boolean => before.calls[index]?.status === 'asleep'
  const lines = outcomeLines(outcomes, {
    at: exact(node.state.now),
    own: move.kind === 'call' ? plan.calls[move.index]?.id : undefined,
    asleep: (process) =>
      plan.calls.flatMap((call, index) =>
        call.process === process && isAsleep(index) ? [call.id] : [],
      ),
    isTold: (id) => isAsleep(plan.calls.findIndex((call) => call.id === id)),
  })
  const deaths = { ...way.deaths }
  for (const outcome of outcomes) {
    if (outcome.kind === 'killed') deaths[outcome.process] = outcome.signal
  }
  return { node, lines: [...way.lines, ...lines], deaths }
}

/**
 * One way for each allowed answer of a call, with the resulting state.
 *
 * An errno in place of a result leaves the state as it was before the call.
 */
function alternatives(
  before: Way,
  after: Way,
  { id, index }: { readonly id: unknown; readonly index: number },
): Way[] {
  const at = after.lines.findIndex(({ line, oneOf }) => line['id'] === id && oneOf !== undefined)
  const { line, rank, oneOf } = after.lines[at] ?? {}
  if (line === undefined || rank === undefined || oneOf === undefined) return [after]
  return oneOf.map(({ value, code }): Way => {
    const isRefused = code !== undefined
    const answered = isRefused ? { errno: code } : { result: value }
    const told = { line: { id, ...answered, at: line['at'] }, rank } as const
    const lines = after.lines.map((each, place) => (place === at ? told : each))
    const undone = isRefused && 'result' in line
    const { node } = undone ? { node: { ...after.node, state: before.node.state } } : after
    const record = isRefused
      ? ({ status: 'done', outcome: { answer: answerOfCode(code) } } as const)
      : ({
          status: 'done',
          outcome: { answer: { kind: 'ok' } },
          ...(value !== undefined && { value }),
        } as const)
    const calls = node.calls.map((each, place) => (place === index ? record : each))
    return { ...after, lines, node: { ...node, calls } }
  })
}

/** Add the line of a call that ended its own process: only `exit` returns. */
function ended(plan: Plan, way: Way, index: number): Way {
  const { id, process, call } = plan.calls[index] ?? {}
  if (id === undefined || process === undefined) return way
  if (way.lines.some(({ line }) => line['id'] === id)) return way
  const last = call === 'exit' ? { result: 0 } : { killed: way.deaths[process] ?? 'SIGKILL' }
  return answer(way, { id, ...last })
}

/** Let the kernel take all internal steps, in every order. */
function settle(plan: Plan, way: Way): Way[] {
  const runs = enabled(way.node.state)
  if (runs.length === 0) return [way]
  return runs.flatMap((event) => settle(plan, take(plan, way, { kind: 'run', event })))
}

/** Let time pass until a call returns, or no deadline is left. */
function waitFor(plan: Plan, way: Way, index: number): Way[] {
  if (way.node.calls[index]?.status !== 'asleep') return [way]
  const to = nextDeadline(way.node.state)
  if (to === undefined || to <= way.node.state.now) return [way]
  const later = settle(plan, take(plan, way, { kind: 'advance', to }))
  return later.flatMap((each) => waitFor(plan, each, index))
}

/** Move the clock from deadline to deadline. */
function passTime(plan: Plan, way: Way, to: number): Way[] {
  const { now } = way.node.state
  const deadline = nextDeadline(way.node.state)
  if (deadline === undefined || deadline > to || deadline <= now) {
    return to > now ? settle(plan, take(plan, way, { kind: 'advance', to })) : [way]
  }
  const later = settle(plan, take(plan, way, { kind: 'advance', to: deadline }))
  return later.flatMap((each) => passTime(plan, each, to))
}
