import type { Event, Outcome, State } from '../model/index.ts'
import { step } from '../model/index.ts'
import { type Answer, answerOfCode, answerOfValue, type CallOutcome } from './call-outcome.ts'
import type { Move } from './move.ts'
import type { CallRecord, Node } from './node.ts'
import type { Plan } from './plan.ts'

export interface Applied {
  readonly node: Node
  readonly event: Event
  readonly outcomes: readonly Outcome[]
}

/** Apply a move. */
export function applyMove(plan: Plan, node: Node, move: Move): Applied {
  const event = eventOf(plan, node, move)
  const { state, outcomes } = step(node.state, event)
  const calls = [...node.calls]
  if (move.kind === 'call' && event.kind !== 'call') {
    calls[move.index] = { status: 'done', outcome: { answer: answerOfValue(0) }, value: 0 }
  }
  for (const outcome of outcomes) note(plan, { node, state, calls }, outcome)
  if (move.kind === 'call' && calls[move.index] === undefined) {
    calls[move.index] = { status: 'done', outcome: { answer: endOf(outcomes) } }
  }
  const next =
    move.kind === 'call' && move.actor >= 0
      ? node.next.map((at, actor) => (actor === move.actor ? at + 1 : at))
      : node.next
  return { node: { state, next, calls }, event, outcomes }
}

function eventOf(plan: Plan, { state, calls }: Node, move: Move): Event {
  if (move.kind === 'run') return move.event
  if (move.kind === 'advance') return { kind: 'advance', to: move.to }
  const planned = plan.calls[move.index]
  if (planned === undefined) throw new Error(`Unexpected call \`${move.index}\` of a plan`)
  const args = planned.args.map((argument) => resolved(argument, state, calls))
  if (planned.call === 'set') return { kind: 'set', ...(args[0] as object) }
  const { id, process, call } = planned
  return { kind: 'call', id, process, call, args }
}

/** Replace references by results, or by -1 if there is none. */
function resolved(argument: unknown, state: State, calls: Node['calls']): unknown {
  if (typeof argument === 'string') return withPids(argument, state)
  if (Array.isArray(argument)) return argument.map((item) => resolved(item, state, calls))
  if (typeof argument !== 'object' || argument === null) return argument
  if ('ref' in argument) {
    const record = calls[Number(argument.ref)]
    return record?.status === 'done' ? (record.value ?? -1) : -1
  }
  if ('$pid' in argument) return state.processes[String(argument.$pid)]?.pid ?? -1
  return Object.fromEntries(
    Object.entries(argument).map(([key, value]) => [key, resolved(value, state, calls)]),
  )
}

function withPids(path: string, state: State): string {
  if (!path.startsWith('/proc/$')) return path
  return path.replace(/\$([^/]+)\.pid/, (text, name) => String(state.processes[name]?.pid ?? text))
}

interface Noting {
  readonly node: Node
  readonly state: State
  readonly calls: (CallRecord | undefined)[]
}

function note(plan: Plan, noting: Noting, outcome: Outcome): void {
  if (outcome.kind === 'killed' || outcome.kind === 'exited') {
    const signal = outcome.kind === 'killed' ? outcome.signal : 'SIGKILL'
    endSleepers(plan, noting, outcome.process, signal)
    return
  }
  if (outcome.kind === 'signal') return
  const index = plan.calls.findIndex(({ id }) => id === outcome.id)
  if (index === -1) return
  if (outcome.kind === 'blocked') {
    noting.calls[index] = { status: 'asleep', since: noting.state.now }
  } else if (outcome.kind === 'result') {
    const ended = withWait(noting, index, answerOfValue(outcome.value))
    noting.calls[index] = { status: 'done', outcome: ended, value: outcome.value }
  } else {
    const answer: Answer =
      outcome.kind === 'error'
        ? answerOfCode(outcome.code)
        : { kind: 'unsupported', capability: outcome.capability }
    noting.calls[index] = { status: 'done', outcome: withWait(noting, index, answer) }
  }
}

function withWait({ node, state }: Noting, index: number, answer: Answer): CallOutcome {
  const before = node.calls[index]
  return before?.status === 'asleep' ? { answer, slept: state.now - before.since } : { answer }
}

function endSleepers(plan: Plan, noting: Noting, process: string, signal: string): void {
  for (const [index, call] of plan.calls.entries()) {
    if (call.process !== process || noting.calls[index]?.status !== 'asleep') continue
    const outcome = withWait(noting, index, { kind: 'killed', signal })
    noting.calls[index] = { status: 'done', outcome }
  }
}

/** Answer of a call that ended its process. */
function endOf(outcomes: readonly Outcome[]): Answer {
  for (const outcome of outcomes) {
    if (outcome.kind === 'killed') return { kind: 'killed', signal: outcome.signal }
    if (outcome.kind === 'exited') return { kind: 'exits', code: outcome.code }
  }
  return { kind: 'killed' }
}
