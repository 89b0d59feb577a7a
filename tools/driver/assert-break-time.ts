/** Longest lease-break-time that a kernel accepts, in seconds. */
export const longestBreakTime = 0x7fffffff

/**
 * Refuse a lease-break-time that no kernel accepts.
 *
 * @throws {RangeError}
 *   If it is not a whole number of seconds from 0 to `longestBreakTime`.
 * @see fs/locks.c, lease_break_time is an int, v6.12; proc_sys_fs(5)
 */
export function assertBreakTime(seconds: number): void {
  if (Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= longestBreakTime) return
  const expected = `a whole number from 0 to ${longestBreakTime}`
  throw new RangeError(`Unexpected ${seconds} for lease-break-time, expected ${expected}`)
}
