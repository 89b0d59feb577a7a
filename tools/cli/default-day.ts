import { usageError } from './exit-code.ts'
import type { Io } from './io.ts'

/** The day of a page that has none of its own, in UTC: that of `SOURCE_DATE_EPOCH`, or today. */
export function defaultDay(env: Io['env']): string {
  const epoch = env['SOURCE_DATE_EPOCH'] || undefined
  const time = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000)
  if (Number.isNaN(time.getTime())) {
    throw usageError(`Unexpected SOURCE_DATE_EPOCH \`${epoch}\`, expected seconds`)
  }
  return time.toISOString().slice(0, 10)
}
