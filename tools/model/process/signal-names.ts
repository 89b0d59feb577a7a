import { SIGRTMAX, SIGRTMIN } from '../constants.ts'

const numbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPOLL: 29,
  SIGPWR: 30,
  SIGSYS: 31,
}
const names = new Map(
  Object.entries(numbers)
    .filter(([name]) => name !== 'SIGPOLL')
    .map(([name, signo]) => [signo, name]),
)

/** Number of a signal given by number or name (`SIGIO`, `SIGRTMIN+1`), or undefined. */
export function signalNumber(signal: unknown): number | undefined {
  if (typeof signal === 'number') {
    return Number.isInteger(signal) && signal >= 1 && signal <= SIGRTMAX ? signal : undefined
  }
  if (typeof signal !== 'string') return undefined
  if (Object.hasOwn(numbers, signal)) return numbers[signal]
  const realTime = /^SIGRT(MIN|MAX)(?:([+-])(\d+))?$/.exec(signal)
  if (realTime === null) return undefined
  const offset = Number(realTime[3] ?? 0) * (realTime[2] === '-' ? -1 : 1)
  const signo = (realTime[1] === 'MIN' ? SIGRTMIN : SIGRTMAX) + offset
  return signo >= SIGRTMIN && signo <= SIGRTMAX ? signo : undefined
}

/** Name of a signal number. */
export function signalName(signo: number): string {
  const name = names.get(signo)
  if (name !== undefined) return name
  return signo === SIGRTMIN
    ? 'SIGRTMIN'
    : `SIGRTMIN${signo < SIGRTMIN ? '' : '+'}${signo - SIGRTMIN}`
}
