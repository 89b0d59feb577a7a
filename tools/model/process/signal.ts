import { SIGIO, SIGKILL, SIGRTMIN, SIGSTOP } from '../constants.ts'
import type { Draft } from '../draft.ts'
import { edit, find, findProcess } from '../draft.ts'
import type { Disposition, PendingSignal, ProcessState } from '../state.ts'
import { signalName } from './signal-names.ts'

/** SIGCHLD, SIGCONT, SIGURG, SIGWINCH. */
const ignoredByDefault: readonly number[] = [17, 18, 23, 28]
/** SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU: the model cannot stop processes. */
const stopping: readonly number[] = [19, 20, 21, 22]

/** Disposition of a signal; those that can report a break are collected by default. */
export function dispositionOf(process: ProcessState, signo: number): Disposition {
  if (signo === SIGKILL || signo === SIGSTOP) return 'default'
  const set = find(process.dispositions, signo)
  if (set !== undefined) return set
  return signo === SIGIO || signo >= SIGRTMIN ? 'collect' : 'default'
}

/** Whether the signal would stop the process, which the model cannot do. */
export function stops(process: ProcessState, signo: number): boolean {
  return stopping.includes(signo) && dispositionOf(process, signo) === 'default'
}

/** Generate a signal for a process, unless it ignores the signal. */
export function sendSignal(draft: Draft, name: string, signal: PendingSignal): void {
  const process = findProcess(draft.state, name)
  if (process?.status !== 'running') return
  const { signo } = signal
  const disposition = dispositionOf(process, signo)
  if (disposition === 'ignore') return
  if (disposition === 'default' && ignoredByDefault.includes(signo)) return
  if (disposition === 'collect') {
    // A collecting process reads each signal as it arrives, so two of the same number stay two.
    edit(draft, 'processes', name).collected = [...process.collected, signal]
  } else {
    if (signo < 32 && process.pending.some((pending) => pending.signo === signo)) return
    const untold = disposition !== 'default' && process.blocked.includes(signo)
    const pending = untold ? { ...signal, untold } : signal
    edit(draft, 'processes', name).pending = [...process.pending, pending]
    if (disposition === 'default' || untold) return
  }
  tellSignal(draft, name, signal)
}

/** Report a signal that reached a process. */
export function tellSignal(draft: Draft, process: string, signal: PendingSignal): void {
  const { untold: _, ...told } = signal
  draft.effects.push({ kind: 'signal', process, signal: signalName(signal.signo), ...told })
}

/** The pending signal that will kill the process at its next return to user mode. */
export function lethalSignal(process: ProcessState): PendingSignal | undefined {
  if (process.pending.length === 0) return undefined
  return process.pending.find(
    ({ signo }) =>
      signo === SIGKILL ||
      (!process.blocked.includes(signo) && dispositionOf(process, signo) === 'default'),
  )
}

/** The pending signal whose handler runs next; undefined while another handler runs. */
export function handledSignal(process: ProcessState): PendingSignal | undefined {
  if (process.handler.length > 0) return undefined
  return process.pending.find(
    ({ signo }) =>
      !process.blocked.includes(signo) && typeof dispositionOf(process, signo) === 'object',
  )
}

/** Whether a pending signal interrupts a sleeping call of the process. */
export function isInterrupted(process: ProcessState, inHandler: boolean): boolean {
  if (lethalSignal(process) !== undefined) return true
  return !inHandler && handledSignal(process) !== undefined
}
