import { writeSync } from 'node:fs'
import { clearTimeout, setTimeout } from 'node:timers'
import { theHarness } from './harness.ts'

/**
 * Begin to wait for others on this machine.
 *
 * A harness is told at once, so that the wait is not taken for time of the program.
 *
 * @param line
 *   What is waited for; written to standard error once it has lasted.
 * @param quietMs
 *   Milliseconds without a word: most waits are shorter.
 * @returns
 *   Ends the wait.
 */
export function beginWait(line: string, quietMs: number): () => void {
  const harness = theHarness()
  // Past the streams of this thread, which may belong to an example.
  const timer = setTimeout(() => writeSync(2, `${line}\n`), quietMs)
  timer.unref()
  harness?.waits?.(1)
  return () => {
    clearTimeout(timer)
    harness?.waits?.(-1)
  }
}
