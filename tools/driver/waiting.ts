import { writeSync } from 'node:fs'
import { clearTimeout, setTimeout } from 'node:timers'
import { theHarness } from './harness.ts'

/**
 * Begin to wait for other programs on this machine.
 *
 * A harness is notified at once, so the wait does not count as time of the program.
 *
 * @param line
 *   Message, written to standard error if the wait lasts longer.
 * @param quietMs
 *   Milliseconds before the message is written; most waits are shorter.
 * @returns
 *   Function that ends the wait.
 */
export function beginWait(line: string, quietMs: number): () => void {
  const harness = theHarness()
  // Bypass the streams of this thread, which may belong to an example.
  const timer = setTimeout(() => writeSync(2, `${line}\n`), quietMs)
  timer.unref()
  harness?.waits?.(1)
  return () => {
    clearTimeout(timer)
    harness?.waits?.(-1)
  }
}
