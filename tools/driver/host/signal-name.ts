import { signalName as knownName } from '../signals.ts'

/** Name of a signal number (`SIGIO`, `SIGRTMIN+1`), or the number itself. */
export function signalName(number: number): string {
  return knownName(number) ?? String(number)
}
