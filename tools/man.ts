/**
 * The compiler of man pages, without examples, targets and rules.
 *
 * It is a unified plugin with the options of `remark-man` and more.
 *
 * @packageDocumentation
 * @example
 * A page from a string:
 *
 * ```ts norun="needs remark-parse"
 * import remarkParse from 'remark-parse'
 * import { unified } from 'unified'
 * import { roff } from 'manproof/man'
 *
 * const options = { name: 'foo', section: 1, description: 'a foo' }
 * const processor = unified().use(remarkParse).use(roff, options)
 * const page = String(await processor.process('Text.'))
 * ```
 */
import process from 'node:process'
import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { compileRoff, orNull, type RoffOptions, roffKinds } from './man/index.ts'
import { isDay } from './page/index.ts'
import { checkOptions, type OptionKind } from './words/index.ts'

export type {
  Engine,
  Header,
  HeaderOptions,
  RequestName,
  RoffHandler,
  RoffHandlers,
  RoffLine,
  RoffOptions,
  RoffPage,
  RoffTools,
} from './man/index.ts'
export { compileRoff } from './man/index.ts'

/** Options of `roff`: those of remark-man, and more. */
export interface Options extends Omit<RoffOptions, 'date' | 'defaultDate'> {
  /**
   * Day of the page; default: from front matter, else from `sourceDateEpoch`.
   *
   * A string is an ISO day, optionally with a time, and means that day in every timezone; other
   * values mean their day in UTC.
   */
  readonly date?: Readonly<Date> | number | string | null | undefined
  /** Seconds since 1970 for pages without a date; default: `SOURCE_DATE_EPOCH`, else now. */
  readonly sourceDateEpoch?: number | null | undefined
}

const { defaultDate: _, ...withoutDefault } = roffKinds

const kinds: Readonly<Record<keyof Options, OptionKind>> = {
  ...withoutDefault,
  date: orNull({
    expected: 'a day such as `2026-11-22`, a time, or a `Date`',
    accepts: (value) => ['string', 'number'].includes(typeof value) || value instanceof Date,
  }),
  sourceDateEpoch: orNull({
    expected: 'seconds since 1970',
    accepts: (value) => typeof value === 'number',
  }),
}

/**
 * A unified plugin that compiles Markdown to a manual page.
 *
 * Text never becomes a request, and words that would be missing from the manual page become
 * messages on the file.
 *
 * @param options
 *   Header, date, macro of cross references, engine, handlers.
 * @returns
 *   Nothing; the processor gets a compiler, which throws a message with a place if a node has no
 *   handler, or a value in the front matter is invalid.
 * @throws {TypeError}
 *   If an option is unknown or of another kind, a date does not exist or has another form, or a time
 *   is after the year 9999.
 * @see remark-man 9.0.0, whose option names these are; manproof(1), section Library;
 *   https://reproducible-builds.org/specs/source-date-epoch/
 */
export const roff: Plugin<[(Options | null | undefined)?], Root, string> = function (options) {
  checkOptions('roff', options, kinds)
  const { date, sourceDateEpoch, ...rest } = options ?? {}
  const epoch = sourceDateEpoch ?? (process.env['SOURCE_DATE_EPOCH'] || undefined)
  const defaultDate = epoch === undefined ? dayOf(new Date()) : dayAt(epoch)
  const settings = { ...rest, defaultDate, date: date === null ? undefined : dayOf(date) }
  this.compiler = (tree, file) => compileRoff(tree as Root, file, settings).text
}

function dayAt(epoch: number | string): string {
  const day = isoDay(Number(epoch) * 1000)
  if (isDay(day)) return day
  const expected = 'expected seconds since 1970, up to the year 9999'
  throw new TypeError(`Unexpected SOURCE_DATE_EPOCH \`${epoch}\`, ${expected}`)
}

/** Day of a date in UTC; for text, the day that it names. */
function dayOf(date: Readonly<Date> | number | string): string
function dayOf(date: Readonly<Date> | number | string | undefined): string | undefined
function dayOf(date: Readonly<Date> | number | string | undefined): string | undefined {
  if (date === undefined) return
  const day = typeof date === 'string' ? date.replace(/(?<=^.{10})[Tt ]\d.*$/, '') : isoDay(date)
  if (isDay(day)) return day
  throw new TypeError(`Unexpected date \`${date}\`, expected a day such as \`2026-11-22\``)
}

/** Years of more than four digits start with a sign. */
function isoDay(date: Readonly<Date> | number): string {
  const time = new Date(date as number)
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().replace(/T.*/, '')
}
