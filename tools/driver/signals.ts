import { SIGRTMAX, SIGRTMIN } from './constants.ts'
import { standardSignals } from './targets/index.ts'

// Numbers of x86-64 (include/uapi/asm-generic/signal.h); real-time ones as in the C library.
const numbers: ReadonlyMap<string, number> = new Map([
  ...standardSignals.map((name, index): [string, number] => [name, index + 1]),
  ['SIGPOLL', 29],
  ['SIGRTMIN', SIGRTMIN],
  ['SIGRTMAX', SIGRTMAX],
])

/** Names that `signalNumber` accepts, except the `SIGRTMIN+n` forms. */
export const signalNames: readonly string[] = [...numbers.keys()]

/**
 * The number of a signal: `SIGIO`, `SIGRTMIN+1` or `SIGRTMAX-2`.
 *
 * @returns
 *   Number, or `undefined` if there is no such signal.
 * @see signal(7), "Signal numbering for standard signals" and "Real-time signals"
 */
export function signalNumber(name: string): number | undefined {
  const known = numbers.get(name)
  if (known !== undefined) return known
  const match = /^SIG(RTMIN\+|RTMAX-)(\d{1,2})$/.exec(name)
  if (match === null) return undefined
  const steps = Number(match[2])
  const number = match[1] === 'RTMIN+' ? SIGRTMIN + steps : SIGRTMAX - steps
  return number >= SIGRTMIN && number <= SIGRTMAX ? number : undefined
}

/** The name of a signal number: `SIGIO`, `SIGRTMIN+1`; `undefined` if there is none. */
export function signalName(number: number): string | undefined {
  if (number === SIGRTMIN) return 'SIGRTMIN'
  if (number > SIGRTMIN && number <= SIGRTMAX) return `SIGRTMIN+${number - SIGRTMIN}`
  return standardSignals[number - 1]
}
