/**
 * Format a number with a noun.
 *
 * @param count
 *   Number.
 * @param noun
 *   Singular.
 * @returns
 *   `1 page`, `2 pages`, `1,000 pages`.
 */
export function plural(count: number, noun: string): string {
  // As `toLocaleString` does, which takes as long to start as recognizing 400 pages.
  const digits = String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${digits} ${noun}${count === 1 ? '' : 's'}`
}
