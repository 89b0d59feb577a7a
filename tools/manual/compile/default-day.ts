import { usageError } from '../../message/index.ts'

/**
 * Choose the day of pages without a date.
 *
 * @param env
 *   Environment; `SOURCE_DATE_EPOCH` counts seconds since 1970.
 * @returns
 *   ISO day in UTC: that of `SOURCE_DATE_EPOCH`, else today.
 * @throws {CliError} exit 2
 *   If `SOURCE_DATE_EPOCH` is not a number of seconds up to the year 9999.
 */
export function defaultDay(env: NodeJS.ProcessEnv): string {
  const epoch = env['SOURCE_DATE_EPOCH'] || undefined
  const time = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000)
  const day = Number.isNaN(time.getTime()) ? '' : time.toISOString().replace(/T.*/, '')
  // Years of more than four digits start with a sign.
  if (/^\d{4}-/.test(day)) return day
  const expected = 'expected seconds since 1970, up to the year 9999'
  throw usageError(`Unexpected SOURCE_DATE_EPOCH \`${epoch}\`, ${expected}`)
}
