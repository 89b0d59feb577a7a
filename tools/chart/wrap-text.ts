/** Break a text into lines of at most `width`; all but the first are indented by two. */
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

/** Parts behind which a line may end: a space, a parenthesis, a bar; not between `=` and a value. */
function parts(text: string): readonly string[] {
  return text.split(/(?<=(?<!=) |[(|])/)
}

/** What fits no line is cut. */
function pieces(part: string, width: number): string[] {
  const cut: string[] = []
  for (let at = 0; at < part.length || at === 0; at += width) cut.push(part.slice(at, at + width))
  return cut
}
