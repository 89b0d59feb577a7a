/** Columns of a line of code that fit a terminal of 80, indented as a manual page is. */
const columns = 68

/**
 * Write a prototype so that its lines fit a terminal.
 *
 * @param before
 *   Up to the opening parenthesis: `openWorld`.
 * @param parameters
 *   `options?: WorldOptions`, each.
 * @param after
 *   What follows the closing one: `: Promise<World>`.
 * @returns
 *   One line where it fits, else one for each parameter; types that are longer are broken, too.
 */
export function prototype(before: string, parameters: readonly string[], after: string): string {
  const whole = `${before}(${parameters.join(', ')})${after}`
  if (whole.length <= columns || parameters.length === 0) return breakType(whole)
  const lines = parameters.map((each) => breakType(`  ${each},`, '    '))
  return `${before}(\n${lines.join('\n')}\n)${breakType(after)}`
}

/** Break a type behind commas, semicolons and before bars, where it is too long for a line. */
export function breakType(text: string, indent = '  '): string {
  const lines: string[] = []
  let rest = text
  while (rest.length > columns) {
    const at = breakIn(rest, lines.length === 0 ? 0 : indent.length)
    if (at < 0) break
    lines.push(rest.slice(0, at).trimEnd())
    rest = indent + rest.slice(at).trimStart()
  }
  return [...lines, rest].join('\n')
}

/** The last good place for a break; one that fits, or else the first. */
function breakIn(text: string, from: number): number {
  const places = [...text.matchAll(/(?<=[,;{]) | (?=\||=> )|(?<=<)(?=\w)/g)]
    .map(({ index }) => index)
    .filter((index) => index > from && text.slice(0, index).trim() !== '')
  return places.filter((index) => index <= columns).at(-1) ?? places[0] ?? -1
}
