import { AsyncLocalStorage } from 'node:async_hooks'
import { CliError } from '../message/index.ts'

/** Code of an author that runs in this process: a configuration, or a plugin on a page. */
export interface Foreign {
  /** What fails with it: "Cannot run plugin X on Y". */
  readonly failure: string
  /** Exit status if it ends the process. */
  readonly exit: number
  /** What to read then. */
  readonly see?: string
}

const running = new AsyncLocalStorage<Foreign>()

/**
 * Run code of an author, so that what it does to the process can be blamed on it, even later.
 *
 * @param foreign
 *   Whom to blame.
 * @param work
 *   The code.
 * @returns
 *   Its result.
 */
export function runForeign<Value>(foreign: Foreign, work: () => Value): Value {
  return running.run(foreign, work)
}

/**
 * Make the error for what the running code of an author did to the process.
 *
 * @param reason
 *   What it did.
 * @returns
 *   Error that ends the verb; `undefined` if the running code is ours.
 */
export function foreignError(reason: string): CliError | undefined {
  const foreign = running.getStore()
  if (foreign === undefined) return undefined
  return new CliError(`${foreign.failure}: ${reason}`, foreign.exit, undefined, foreign.see)
}

/**
 * Explain what was thrown, in one line.
 *
 * @param error
 *   Anything.
 * @returns
 *   First line of its message, or what it is.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `it threw ${textOf(error)}`
  const own: unknown = Reflect.get(error, 'reason')
  const text = typeof own === 'string' && own !== '' ? own : String(error.message)
  return text.split('\n')[0] || `it threw \`${error.name}\``
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'function') return `\`${String(value)}\``
  return value === null ? '`null`' : `a value of type \`${typeof value}\``
}
