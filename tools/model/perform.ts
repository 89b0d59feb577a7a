import { handlerOf } from './calls/index.ts'
import type { Context, Reply, Sleep } from './context.ts'
import type { Draft } from './draft.ts'
import { findProcess, needProcess } from './draft.ts'
import { errnos } from './errno.ts'
import type { CallId } from './event.ts'
import { explainWait } from './explain.ts'
import { reap } from './lease/release.ts'
import type { Outcome } from './outcome.ts'
import { handledSignal, isInterrupted } from './process/signal.ts'
import type { Mutable, Sleeper, Wait } from './state.ts'

export interface Task extends Context {
  readonly id: CallId | null
  readonly reported: boolean
}

const noVars = {}

/** Task of a new call; spelled out, because a spread would cost more than the rest of the call. */
export function newTask(
  draft: Draft,
  { id, process, call, args }: Pick<Sleeper, 'id' | 'process' | 'call' | 'args'>,
): Task {
  return {
    draft,
    id,
    process,
    call,
    args,
    stage: '',
    vars: noVars,
    wait: undefined,
    interrupted: false,
    reported: false,
  }
}

/** Task that continues a sleeping call. */
export function taskOf(draft: Draft, sleeper: Sleeper, interrupted: boolean): Task {
  const { id, process, call, args } = sleeper
  const { stage, vars, wait } = sleeper
  return { draft, id, process, call, args, stage, vars, wait, interrupted, reported: true }
}

function outcomeOf(task: Task, reply: Reply): Outcome | undefined {
  const { id, process } = task
  if (id === null || 'gone' in reply || 'sleep' in reply) return undefined
  if ('value' in reply) {
    const outcome: Outcome = { kind: 'result', id, process, value: reply.value }
    return reply.oneOf === undefined ? outcome : { ...outcome, oneOf: reply.oneOf }
  }
  if ('code' in reply) {
    const { code, oneOf } = reply
    const outcome: Outcome = { kind: 'error', id, process, code, errno: -errnos[code] }
    return oneOf === undefined ? outcome : { ...outcome, oneOf }
  }
  const { unsupported: capability, reason } = reply
  return { kind: 'supportless', id, process, capability, reason }
}

/**
 * Run a call until it returns or sleeps.
 *
 * @returns
 *   Outcome for its process: the result, or that it sleeps.
 */
export function perform(task: Task): Outcome | undefined {
  const { draft, id, process, call } = task
  const handler = handlerOf(call)
  if (handler === undefined) {
    throw new Error(`Unexpected call \`${call}\`, expected one that the model knows`)
  }
  draft.cause = id
  draft.caller = process
  const reply = handler(task)
  if (!('sleep' in reply)) {
    // The call may have held the last reference to the objects that it used.
    if (task.wait !== undefined || draft.unreaped) reap(draft)
    return outcomeOf(task, reply)
  }
  const { sleep } = reply
  const sleeper = sleeperOf(task, sleep)
  if (sleep.wait.interruptible && isInterrupted(needProcess(draft.state, process), id === null)) {
    const signal = handledSignal(needProcess(draft.state, process))
    const outcome = interruptCall(draft, sleeper, signal?.signo ?? 0)
    return (
      outcome ?? (task.reported ? undefined : blockedOutcome(draft, draft.state.sleepers.at(-1)))
    )
  }
  draft.state.sleepers = [...draft.state.sleepers, sleeper]
  return task.reported ? undefined : blockedOutcome(draft, sleeper)
}

function sleeperOf({ id, process, call, args }: Task, sleep: Sleep): Sleeper {
  const { stage, wait, vars = noVars, ofd, writes } = sleep
  const sleeper: Mutable<Sleeper> = { id, process, call, args, stage, vars, wait }
  if (ofd !== undefined) sleeper.ofd = ofd
  if (writes !== undefined) sleeper.writes = writes
  return sleeper
}

function blockedOutcome(draft: Draft, sleeper: Sleeper | undefined): Outcome | undefined {
  if (sleeper === undefined || sleeper.id === null) return undefined
  const { id, process, wait } = sleeper
  const detail = explainWait(draft.state, sleeper)
  return { kind: 'blocked', id, process, waitsFor: wait.for, detail }
}

/** End the sleep of a call; with SA_RESTART, it restarts after the handler. */
export function interruptCall(draft: Draft, sleeper: Sleeper, signo: number): Outcome | undefined {
  const outcome = perform(taskOf(draft, sleeper, true))
  const { id, process, call, args, wait } = sleeper
  const restarts = findProcess(draft.state, process)?.restarting.includes(signo) === true
  if (!restarts || outcome?.kind !== 'error' || outcome.code !== 'EINTR') return outcome
  const held = { interruptible: false, holdsInode: false, holdsFaults: false }
  const waiting: Wait = { for: 'restart', ino: wait.ino, ...held }
  const again: Sleeper = { id, process, call, args, stage: '', vars: noVars, wait: waiting }
  draft.state.sleepers = [...draft.state.sleepers, again]
  return undefined
}
