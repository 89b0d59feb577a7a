import { SI_KERNEL } from '../constants.ts'
import type { Draft } from '../draft.ts'
import { edit } from '../draft.ts'
import { releaseProcess, stripProcess } from '../lease/release.ts'
import { sendSignal } from './signal.ts'
import { signalName } from './signal-names.ts'

/** Kill a process with a signal and release everything it has. */
export function dieOf(draft: Draft, name: string, signo: number): undefined {
  releaseProcess(draft, name)
  markKilled(draft, name, signo)
}

function markKilled(draft: Draft, name: string, signo: number): void {
  edit(draft, 'processes', name).status = 'killed'
  draft.effects.push({ kind: 'killed', process: name, signal: signalName(signo) })
}

/**
 * Kill a process at once; the caller, and a process in an uninterruptible sleep, at its next return
 * to user mode.
 */
export function killProcess(draft: Draft, name: string, signo: number): void {
  const deaf = draft.state.sleepers.some(
    ({ process, wait }) => process === name && !wait.interruptible && wait.killable !== true,
  )
  if (deaf || draft.caller === name) {
    sendSignal(draft, name, { signo, si_code: SI_KERNEL })
    return
  }
  // The current call may use objects without other references; it reaps them when it ends.
  stripProcess(draft, name)
  draft.unreaped = true
  markKilled(draft, name, signo)
}
