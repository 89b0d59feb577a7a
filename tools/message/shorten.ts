/** Characters of a reason or a note that are printed for people. */
const most = 10_000

/**
 * Cut a text that nobody would read to its end.
 *
 * @param text
 *   Anything.
 * @returns
 *   The text, of more than 10,000 characters only the first ones and how many follow.
 */
export function shorten(text: string): string {
  if (text.length <= most) return text
  // Half of a pair prints as something else.
  const kept = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
  return `${kept}… (${text.length - kept.length} more characters)`
}
