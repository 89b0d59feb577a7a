/** Characters of a reason or a note to print. */
const most = 10_000

/**
 * Cut a text that is too long to read.
 *
 * @param text
 *   Any text.
 * @returns
 *   The text, or its first 10,000 characters and how many follow.
 */
export function shorten(text: string): string {
  if (text.length <= most) return text
  // Do not split a surrogate pair.
  const kept = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
  return `${kept}… (${text.length - kept.length} more characters)`
}
