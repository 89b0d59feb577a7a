/** Exit statuses. */
export const exitCode = {
  clean: 0,
  findings: 1,
  usage: 2,
  system: 3,
  interrupted: 130,
} as const

/** An error of the user or the system that ends a verb, with the exit status. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exit: number
  /** What to read next; default: the help of the verb, for a wrong command line. */
  readonly see: string | undefined

  constructor(message: string, exit: number, cause?: unknown, see?: string) {
    super(message, cause === undefined ? undefined : { cause })
    this.exit = exit
    this.see = see
  }
}

/**
 * Make the error for a wrong command line or malformed input.
 *
 * @param message
 *   What was unexpected, and what was expected.
 * @returns
 *   Error that exits with 2.
 */
export function usageError(message: string): CliError {
  return new CliError(message, exitCode.usage)
}

/** Page about the configuration. */
export const configPage = 'manproof-config(3)'

/**
 * Make the error for a wrong configuration.
 *
 * @param message
 *   What was unexpected, and what was expected.
 * @param cause
 *   What its code threw.
 * @returns
 *   Error that exits with 2.
 */
export function configError(message: string, cause?: unknown): CliError {
  return new CliError(message, exitCode.usage, cause, configPage)
}

/**
 * Make the error for something that the system refuses.
 *
 * @param message
 *   What cannot be done.
 * @param cause
 *   System error, appended with its code.
 * @returns
 *   Error that exits with 3.
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
