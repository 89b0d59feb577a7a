import process from 'node:process'

/**
 * Check whether a process has ended.
 *
 * @param pid
 *   Process id, in decimal.
 * @returns
 *   Whether there is no such process; false if it is unknown, or `pid` is not a number.
 * @see kill(2), on `ESRCH`
 */
export function isGone(pid: string): boolean {
  if (!/^[1-9]\d*$/.test(pid)) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
