import type { Difference } from './judge.ts'

/** A difference between the model and a kernel that is known, and why it is there. */
export interface Explained {
  readonly id: string
  /** Kernel symbol and release in which the behaviour was seen. */
  readonly source: string
  /** Row of the specification. */
  readonly row: string
  readonly why: string
  readonly covers: (difference: Difference) => boolean
}

const realTime = /^SIGRT/

/** As narrow as they can be: each names the line that comes and the only one that was expected. */
export const explained: readonly Explained[] = [
  {
    id: 'coalesced-signal',
    source: 'kernel/signal.c legacy_queue, v6.18',
    row: 'D1',
    why: 'one break tells a process twice by the same plain signal before it has read the first',
    covers: ({ before, allowed }) =>
      allowed.length > 0 &&
      allowed.every(
        ({ signal, process }) =>
          before !== undefined &&
          signal !== undefined &&
          !realTime.test(String(signal)) &&
          before['signal'] === signal &&
          before['process'] === process,
      ),
  },
  {
    id: 'lowest-signal-first',
    source: 'kernel/signal.c next_signal, v6.18',
    row: 'D1',
    why: 'one break tells a process by two signals; pending ones are read in the order of their numbers',
    covers: ({ real, after, allowed }) =>
      real?.['signal'] === 'SIGIO' &&
      after !== undefined &&
      after['process'] === real['process'] &&
      realTime.test(String(after['signal'])) &&
      allowed.every(
        ({ signal, process }) => signal === after['signal'] && process === real['process'],
      ),
  },
  {
    id: 'deadly-signal-first',
    source: 'kernel/signal.c complete_signal, v6.18',
    row: 'D1',
    why: 'one break tells a process by a signal that it collects and by one that kills it first',
    covers: ({ real, allowed }) =>
      real?.['killed'] !== undefined &&
      allowed.length > 0 &&
      allowed.every(({ signal, process }) => signal !== undefined && process === real['process']),
  },
  {
    id: 'death-takes-time',
    source: 'kernel/signal.c complete_signal, kernel/exit.c do_exit, v6.12',
    row: 'C5',
    why: 'kill has returned when SIGKILL is queued; the next kill may return before the process is gone',
    covers: ({ asked, real, after, allowed }) =>
      asked?.['call'] === 'kill' &&
      real?.['result'] === 0 &&
      after?.['killed'] === 'SIGKILL' &&
      allowed.length > 0 &&
      allowed.every(({ killed, process }) => killed === 'SIGKILL' && process === after['process']),
  },
]

/** The explanation of a difference; undefined: there is none. */
export function explanationOf(difference: Difference): Explained | undefined {
  return explained.find(({ covers }) => covers(difference))
}
