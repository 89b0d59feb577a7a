/**
 * The compiler of man pages, without examples, targets and rules.
 *
 * It is a plugin of unified; its options are those of `remark-man`, and further ones.
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
import { compileRoff, type RoffOptions } from './man/index.ts'

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

/** Options of `roff`: those of remark-man, and further ones. */
export interface Options extends Omit<RoffOptions, 'date' | 'defaultDate'> {
  /**
   * Day of the page; default: from front matter, else from `sourceDateEpoch`.
   *
   * A string that starts with an ISO day means that day in every timezone; anything else is given
   * to `new Date`, whose day in UTC counts.
   */
  readonly date?: Readonly<Date> | number | string | null | undefined
  /** Seconds since 1970 for pages without a date; default: `SOURCE_DATE_EPOCH`, else now. */
  readonly sourceDateEpoch?: number | null | undefined
}

/**
 * Unified plugin that compiles Markdown to a manual page.
 *
 * Text cannot become a request, and a word of the page that the manual page would not have becomes
 * a message on the file.
 *
 * @param options
 *   Header, date, macro of cross references, engine, handlers.
 * @returns
 *   Nothing; the processor gets a compiler, which throws a message with its place on the first node
 *   without a handler.
 * @see remark-man 9.0.0, whose option names these are; manproof(1), section Library;
 *   https://reproducible-builds.org/specs/source-date-epoch/
 */
export const roff: Plugin<[(Options | null | undefined)?], Root, string> = function (options) {
  const { date, sourceDateEpoch, ...rest } = options ?? {}
  const epoch = sourceDateEpoch ?? (process.env['SOURCE_DATE_EPOCH'] || undefined)
  const defaultDate = dayOf(epoch === undefined ? new Date() : Number(epoch) * 1000)
  const settings = { ...rest, defaultDate, date: date === null ? undefined : dayOf(date) }
  this.compiler = (tree, file) => compileRoff(tree as Root, file, settings).text
}

function dayOf(date: Readonly<Date> | number | string): string
function dayOf(date: Readonly<Date> | number | string | undefined): string | undefined
function dayOf(date: Readonly<Date> | number | string | undefined): string | undefined {
  if (date === undefined) return
  const [day] = typeof date === 'string' ? (/^\d{4}-\d\d-\d\d/.exec(date) ?? []) : []
  if (day !== undefined) return day
  const time = new Date(date as number | string)
  if (Number.isNaN(time.getTime())) {
    throw new TypeError(`Unexpected date \`${date}\`, expected a day such as \`2026-11-22\``)
  }
  return time.toISOString().slice(0, 10)
}
