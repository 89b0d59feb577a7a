import process from 'node:process'

/**
 * Tell whether a process is no more.
 *
 * @param pid
 *   Its number, in decimal digits; anything else is no process that could be gone.
 * @returns
 *   Whether no process has the number; also false where it may not be asked.
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
