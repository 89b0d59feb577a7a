/**
 * Put a number before a noun.
 *
 * @param count
 *   How many.
 * @param noun
 *   In the singular.
 * @returns
 *   `1 page`, `2 pages`, `1,000 pages`.
 */
export function plural(count: number, noun: string): string {
  // As `toLocaleString` has it, which takes as long to start as 400 pages to be recognized.
  const digits = String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${digits} ${noun}${count === 1 ? '' : 's'}`
}
