/** Columns of a line of code that fit a terminal of 80, indented as a manual page is. */
const columns = 68
/** The same in an item of a list. */
export const columnsInItem = 60

/**
 * Write a prototype so that its lines fit a terminal.
 *
 * @param before
 *   Up to the opening parenthesis: `openWorld`.
 * @param parameters
 *   `options?: WorldOptions`, each.
 * @param after
 *   What follows the closing one: `: Promise<World>`.
 * @param width
 *   Columns of a line; default: what fits a terminal.
 * @returns
 *   One line where it fits, else several, broken behind parameters and within types.
 */
export function prototype(
  before: string,
  parameters: readonly string[],
  after: string,
  width: number = columns,
): string {
  return breakType(`${before}(${parameters.join(', ')})${after}`, '    ', width)
}

/** Break a type behind commas, semicolons and parameters, and before bars, where it is too long for a line. */
export function breakType(text: string, indent = '  ', width: number = columns): string {
  const lines: string[] = []
  let rest = text
  while (rest.length > width) {
    const at = breakIn(rest, lines.length === 0 ? 0 : indent.length, width)
    if (at < 0) break
    lines.push(rest.slice(0, at).trimEnd())
    rest = indent + rest.slice(at).trimStart()
  }
  return [...lines, rest].join('\n')
}

/** The last good place for a break that fits; else within a type's angle brackets, else any. */
function breakIn(text: string, from: number, width: number): number {
  const places = (pattern: RegExp): number[] =>
    [...text.matchAll(pattern)]
      .map(({ index }) => index)
      .filter((index) => index > from && text.slice(0, index).trim() !== '')
  const good = places(/(?<=[,;{]|\):) | (?=\||=> )/g)
  const all = [...good, ...places(/(?<=<)(?=\w)/g)]
  const fits = (index: number): boolean => index <= width
  return good.filter(fits).at(-1) ?? all.filter(fits).at(-1) ?? all[0] ?? -1
}
