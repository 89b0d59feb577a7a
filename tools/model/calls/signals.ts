import { SIGKILL, SIGSTOP } from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { edit } from '../draft.ts'
import { tellSignal } from '../process/signal.ts'
import { signalName, signalNumber } from '../process/signal-names.ts'
import type { Disposition, HandlerCall } from '../state.ts'

function isHandlerCall(value: unknown): value is HandlerCall {
  if (typeof value !== 'object' || value === null) return false
  return (
    'call' in value &&
    typeof value.call === 'string' &&
    'args' in value &&
    Array.isArray(value.args)
  )
}

function dispositionFrom(action: unknown): Disposition | undefined {
  if (action === 'default' || action === 'ignore' || action === 'collect') return action
  return Array.isArray(action) && action.every(isHandlerCall) ? action : undefined
}

/**
 * sigaction(2), with `restart` as a third argument for SA_RESTART; ignoring a signal discards
 * pending ones.
 */
export function sigaction(context: Context): Reply {
  const { draft, args } = context
  const signo = signalNumber(args[0])
  const disposition = dispositionFrom(args[1])
  const restarts = args[2] === 'restart'
  if (args[2] !== undefined && !restarts) return { code: 'EINVAL' }
  if (signo === undefined || disposition === undefined) return { code: 'EINVAL' }
  if (signo === SIGKILL || signo === SIGSTOP) return { code: 'EINVAL' }
  const process = edit(draft, 'processes', context.process)
  process.dispositions = { ...process.dispositions, [signo]: disposition }
  const others = process.restarting.filter((each) => each !== signo)
  if (restarts || others.length < process.restarting.length) {
    process.restarting = restarts ? [...others, signo] : others
  }
  if (disposition === 'ignore' || disposition === 'collect') {
    const taken = process.pending.filter((pending) => pending.signo === signo)
    process.pending = process.pending.filter((pending) => pending.signo !== signo)
    // A pending blocked signal is collected at once.
    if (disposition === 'collect') {
      process.collected = [...process.collected, ...taken]
      for (const signal of taken) tellSignal(draft, context.process, signal)
    }
  }
  return { value: 0 }
}

/** sigprocmask(2) for one signal; the mask does not affect collected signals. */
export function sigprocmask(context: Context): Reply {
  const { draft, args } = context
  const [how] = args
  const signo = signalNumber(args[1])
  if (signo === undefined || (how !== 'block' && how !== 'unblock')) return { code: 'EINVAL' }
  const process = edit(draft, 'processes', context.process)
  const others = process.blocked.filter((each) => each !== signo)
  process.blocked = how === 'block' && signo !== SIGKILL ? [...others, signo] : others
  return { value: 0 }
}

/** Take the oldest collected signal; measured: an actor reads only signals that it collects. */
export function nextSignal(context: Context): Reply {
  const { draft } = context
  const [signal, ...rest] = caller(context).collected
  if (signal === undefined) return { value: null }
  edit(draft, 'processes', context.process).collected = rest
  const { signo, si_code, si_fd } = signal
  const info = { signal: signalName(signo), signo, si_code }
  return { value: si_fd === undefined ? info : { ...info, si_fd } }
}
