/** Columns of a line of code in a man page that fit a terminal of 80 columns. */
const columns = 68
/** The same in an item of a list. */
export const columnsInItem = 60

/**
 * Format a prototype so that its lines fit a terminal, broken after parameters and within types.
 *
 * @param before
 *   Text before the opening parenthesis: `openWorld`.
 * @param parameters
 *   Each such as `options?: WorldOptions`.
 * @param after
 *   Text after the closing parenthesis: `: Promise<World>`.
 */
export function prototype(
  before: string,
  parameters: readonly string[],
  after: string,
  width: number = columns,
): string {
  return breakType(`${before}(${parameters.join(', ')})${after}`, '    ', width)
}

/** Break a type that is too long after commas, semicolons and parameters, and before bars. */
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

/** The last good place for a break that fits; else one inside angle brackets, else any. */
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
