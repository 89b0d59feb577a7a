import { SIGRTMIN } from '../constants.ts'
import { signalNames, signalNumber } from '../signals.ts'

const names: ReadonlyMap<number | undefined, string> = new Map(
  // Of two names for one number, the first is the usual one: SIGIO, not SIGPOLL.
  [...signalNames].reverse().map((name) => [signalNumber(name), name]),
)

/** Name of a signal number (`SIGIO`, `SIGRTMIN+1`), or the number itself. */
export function signalName(number: number): string {
  if (number > SIGRTMIN) return `SIGRTMIN+${number - SIGRTMIN}`
  return names.get(number) ?? String(number)
}
