/** A word, a sign or a comment of C. */
export interface CToken {
  readonly kind: 'word' | 'sign' | 'comment'
  readonly text: string
  /** Offset in the text. */
  readonly at: number
}

const pattern =
  /(?<line>^[ \t]*#[^\n]*)|(?<comment>\/\*.*?\*\/|\/\/[^\n]*)|(?<word>[A-Za-z_]\w*)|(?<sign>\.{3}|"(?:[^"\\\n]|\\.)*"|[^\s\w])/gms

/** Split declarations into tokens; preprocessor lines only give comments. */
export function cTokens(value: string): CToken[] {
  return [...value.matchAll(pattern)].flatMap(({ index, groups = {} }): CToken[] => {
    const { line, comment, word, sign = '' } = groups
    if (line !== undefined) {
      const from = line.search(/\/[*/]/)
      return from < 0 ? [] : [{ kind: 'comment', text: line.slice(from), at: index + from }]
    }
    if (comment !== undefined) return [{ kind: 'comment', text: comment, at: index }]
    if (word !== undefined) return [{ kind: 'word', text: word, at: index }]
    return [{ kind: 'sign', text: sign, at: index }]
  })
}
