/**
 * Names of the standard signals, aliases last.
 *
 * @see arch/x86/include/uapi/asm/signal.h, v6.12; signal(7)
 */
export const signals: ReadonlySet<string> = new Set(
  `
  SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2
  SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG
  SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS SIGPOLL SIGIOT SIGCLD
  `
    .trim()
    .split(/\s+/),
)

// glibc keeps two of the kernel's 33: SIGRTMIN is 34 and SIGRTMAX is 64, see signal(7).
const realTimeCount = 30

const aliases = new Map([
  ['SIGPOLL', 'SIGIO'],
  ['SIGIOT', 'SIGABRT'],
  ['SIGCLD', 'SIGCHLD'],
])

/**
 * Whether a word names a signal, `SIGRTMIN+n` and `SIGRTMAX-n` included.
 *
 * @param word
 *   Such as `SIGIO`.
 * @returns
 *   Whether kernels know a signal of this name.
 */
export function isSignal(word: string): boolean {
  const count = realTimeOf(word)
  return count === undefined ? signals.has(word) : count >= 0 && count <= realTimeCount
}

/** Name under which two names of one number are the same. */
export function normalSignal(name: string): string {
  const count = realTimeOf(name)
  if (count === undefined) return aliases.get(name) ?? name
  return count === 0 ? 'SIGRTMIN' : `SIGRTMIN+${count}`
}

/** Distance to `SIGRTMIN`. */
function realTimeOf(word: string): number | undefined {
  const match = /^SIGRT(?:(MIN)(?:\+(\d+))?|MAX(?:-(\d+))?)$/.exec(word)
  if (!match) return undefined
  return match[1] ? Number(match[2] ?? 0) : realTimeCount - Number(match[3] ?? 0)
}
