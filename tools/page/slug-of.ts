/**
 * Make an id of a heading.
 *
 * @param text
 *   Text of the heading.
 * @returns
 *   Lower case letters and digits joined by `-`; may be empty.
 */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
