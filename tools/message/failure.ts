/** What the shell is told. */
export const exitCode = {
  clean: 0,
  findings: 1,
  usage: 2,
  system: 3,
  interrupted: 130,
} as const

/** A fault of the caller or of the system that ends a verb, with what to print and to return. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exit: number

  constructor(message: string, exit: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.exit = exit
  }
}

/**
 * Make the error of a wrong command line or of malformed input.
 *
 * @param message
 *   What was unexpected, and what was expected.
 * @returns
 *   Error that ends the process with 2.
 */
export function usageError(message: string): CliError {
  return new CliError(message, exitCode.usage)
}

/**
 * Make the error of something that the system refuses.
 *
 * @param message
 *   What cannot be done.
 * @param cause
 *   Error of the system; its code is appended.
 * @returns
 *   Error that ends the process with 3.
 */
export function systemError(message: string, cause?: unknown): CliError {
  return new CliError(message + reasonOf(cause), exitCode.system, cause)
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  const { code } = cause as NodeJS.ErrnoException
  const text = /^E[A-Z0-9]+: (.*?)(?:, \w+(?: '.*)?)?$/s.exec(cause.message)?.[1] ?? cause.message
  return code === undefined ? `: ${text}` : `: \`${code}\` (${text})`
}
