import type { Difference } from './judge.ts'

/** A known difference between the model and a kernel, with its reason. */
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

/** As narrow as possible: each covers only one line in place of one expected line. */
export const explained: readonly Explained[] = [
  {
    id: 'coalesced-signal',
    source: 'kernel/signal.c legacy_queue, v6.18',
    row: 'D1',
    why: 'one break notifies a process twice with the same standard signal before it reads the first',
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
    why: 'one break notifies a process with two signals; pending ones are read in the order of numbers',
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
    why: 'one break notifies a process with a signal that it collects and with one that kills it first',
    covers: ({ real, allowed }) =>
      real?.['killed'] !== undefined &&
      allowed.length > 0 &&
      allowed.every(({ signal, process }) => signal !== undefined && process === real['process']),
  },
  {
    id: 'death-takes-time',
    source: 'kernel/signal.c complete_signal, kernel/exit.c do_exit, v6.12',
    row: 'C5',
    why: 'kill returns once SIGKILL is queued; the next kill can return before the process has exited',
    covers: ({ asked, real, after, allowed }) =>
      asked?.['call'] === 'kill' &&
      real?.['result'] === 0 &&
      after?.['killed'] === 'SIGKILL' &&
      allowed.length > 0 &&
      allowed.every(({ killed, process }) => killed === 'SIGKILL' && process === after['process']),
  },
]

/** Find the explanation of a difference. */
export function explanationOf(difference: Difference): Explained | undefined {
  return explained.find(({ covers }) => covers(difference))
}
