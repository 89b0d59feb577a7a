/** Part of a command's synopsis: typed literally, replaced by the reader, or a sign about both. */
export interface CommandWord {
  readonly role: 'literal' | 'argument' | 'sign'
  readonly value: string
}

const pattern =
  /(?<sign>\.{3}|[\s()[\]{}|]+|[<>](?=\s))|<(?<name>[^\s<>|]+)>|(?<![\w$-])(?<argument>[A-Z][A-Z0-9_]*)(?![\w-])/g

/**
 * Read a line of a command's synopsis, such as `foo [--out DIR] FILE...`.
 *
 * @param line
 *   Line without its line end.
 * @returns
 *   Parts whose concatenated values are the line; a literal includes blanks after it unless a sign
 *   follows.
 * @see man-pages(7), "Formatting conventions": bold is typed literally, italics are replaced
 */
export function commandWords(line: string): CommandWord[] {
  const words: CommandWord[] = []
  const add = (role: CommandWord['role'], value: string): void => {
    const [before, last] = words.slice(-2)
    if (role === 'sign' && last?.role === role) {
      words.splice(-1, 1, { role, value: last.value + value })
    } else if (role === 'literal' && before?.role === role && last?.value.trim() === '') {
      words.splice(-2, 2, { role, value: before.value + last.value + value })
    } else if (value !== '') words.push({ role, value })
  }
  let end = 0
  for (const { 0: value, index, groups = {} } of line.matchAll(pattern)) {
    add('literal', line.slice(end, index))
    if (groups['name'] === undefined) add(groups['sign'] ? 'sign' : 'argument', value)
    else {
      add('sign', '<')
      add('argument', groups['name'])
      add('sign', '>')
    }
    end = index + value.length
  }
  add('literal', line.slice(end))
  return words
}
