/**
 * Check whether a text is an existing day in the form of ISO 8601: `2026-11-22`.
 *
 * @param text
 *   Anything.
 * @returns
 *   False for `2026-02-30` and for any other form.
 * @see ISO 8601-1:2019, 5.2.2.1, extended format
 */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day >= 1 && day <= days
}
