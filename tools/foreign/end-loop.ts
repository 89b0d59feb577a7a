import process from 'node:process'
import { Script } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

const name = 'manproof: code of an author'
const script = new Script(`globalThis[${JSON.stringify(name)}]()`)

/** Code of an author exceeded its time limit. */
export class LateError extends Error {
  constructor(limitMs: number) {
    super(`it did not finish within ${limitMs / 1000} s`)
    this.name = 'LateError'
  }
}

/**
 * Call a function, and end it if it loops.
 *
 * Neither a timer nor a handler of a signal runs during a loop, so V8 has to end it.
 *
 * @param work
 *   Function; what it continues asynchronously is not limited.
 * @param limitMs
 *   Time limit, in milliseconds.
 * @returns
 *   Its result.
 * @throws {LateError}
 *   If it exceeded the limit.
 * @throws {Error}
 *   What it threw; on Ctrl-C, which takes effect afterwards, `ERR_SCRIPT_EXECUTION_INTERRUPTED`.
 * @see Node.js 20, `script.runInThisContext`
 */
export function endLoop<Value>(work: () => Value, limitMs: number): Value {
  Object.defineProperty(globalThis, name, { value: work, configurable: true })
  try {
    return script.runInThisContext({
      timeout: limitMs,
      displayErrors: false,
      breakOnSigint: isMainThread,
    })
  } catch (error) {
    const { code } = Object(error)
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new LateError(limitMs)
    // V8 has taken the signal from the handlers of the process.
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') process.emit('SIGINT', 'SIGINT')
    throw error
  } finally {
    Reflect.deleteProperty(globalThis, name)
  }
}
