/**
 * Names of the standard signals, in order of their numbers from 1.
 *
 * @see arch/x86/include/uapi/asm/signal.h, v6.12; signal(7)
 */
export const standardSignals: readonly string[] = `
  SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2
  SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG
  SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS
  `
  .trim()
  .split(/\s+/)

// glibc reserves two of the kernel's 33: SIGRTMIN is 34 and SIGRTMAX is 64, see signal(7).
const realTimeSteps: readonly number[] = Array.from({ length: 31 }, (_, step) => step)

/** Second names of signals, with the first names of the same numbers. */
export const signalAliases: Readonly<Record<string, string>> = {
  SIGPOLL: 'SIGIO',
  SIGIOT: 'SIGABRT',
  SIGCLD: 'SIGCHLD',
  'SIGRTMIN+0': 'SIGRTMIN',
  SIGRTMAX: 'SIGRTMIN+30',
  ...Object.fromEntries(
    realTimeSteps.map((step) => [
      `SIGRTMAX-${step}`,
      step === 30 ? 'SIGRTMIN' : `SIGRTMIN+${30 - step}`,
    ]),
  ),
}

/** Names of all signals, with second names last. */
export const signals: readonly string[] = [
  ...standardSignals,
  'SIGRTMIN',
  ...realTimeSteps.slice(1).map((step) => `SIGRTMIN+${step}`),
  ...Object.keys(signalAliases),
]
