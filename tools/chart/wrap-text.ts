/** Wrap text into lines of at most `width` characters, with a hanging indent of two. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const part of parts(text).flatMap((each) => pieces(each, width - 2))) {
    if (line.trim() === '' || `${line}${part}`.trimEnd().length <= width) line += part
    else {
      lines.push(line.trimEnd())
      line = `  ${part}`
    }
  }
  return [...lines, line.trimEnd()]
}

/** Split after a space, a parenthesis or a bar, but not between `=` and a value. */
function parts(text: string): readonly string[] {
  return text.split(/(?<=(?<!=) |[(|])/)
}

/** Cut a part that is longer than a line. */
function pieces(part: string, width: number): string[] {
  const cut: string[] = []
  for (let at = 0; at < part.length || at === 0; at += width) cut.push(part.slice(at, at + width))
  return cut
}
