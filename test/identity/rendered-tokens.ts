import { settle, wordTokens } from './tokens.ts'

/**
 * Read the words and lines of code of a page as `man` prints it.
 *
 * The output does not mark code, so `want` tells where to read a line and where a word.
 */
export function renderedTokens(rendered: string, want: readonly string[]): string[] {
  const lines = joinBoxes(withoutFrame(rendered.normalize('NFC').split('\n')))
  const seen: string[] = []
  let words: string[] = []
  let margin = 0
  for (const token of want) {
    if (token.startsWith('\n') && words.length === 0) {
      while (lines[0]?.trim() === '') lines.shift()
      const code = token.replace(/^\n+/, '')
      const line = readCode(lines, code.includes('//=>'))
      if (token.startsWith('\n\n')) margin = indentOf(line) - indentOf(code)
      seen.push(token.slice(0, -code.length) + line.slice(Math.min(margin, indentOf(line))))
      continue
    }
    while (words.length === 0 && lines.length > 0) words = proseOf(lines.shift() ?? '')
    const word = words.shift()
    if (word !== undefined) seen.push(word)
  }
  return [...seen, ...words, ...lines.flatMap(proseOf)]
}

/** Find the first word or line of `want` that does not follow the ones before it. */
export function firstLost(want: readonly string[], rendered: string): string | undefined {
  // A short line can end with the hyphen of a word.
  const whole = rendered.normalize('NFC').replace(/([a-z])[-\u2010]\n\s*/g, '$1-')
  const lines = joinBoxes(withoutFrame(whole.split('\n')))
  let words: string[] = []
  return want.find((token) => {
    if (token.startsWith('\n')) {
      words = []
      const code = token.trim()
      while (lines.length > 0 && readCode(lines, code.includes('//=>')).trim() !== code);
      return lines.length === 0
    }
    for (;;) {
      const at = words.indexOf(token)
      words = at < 0 ? [] : words.slice(at + 1)
      if (at >= 0) return false
      const line = lines.shift()
      if (line === undefined) return true
      words = proseOf(line)
    }
  })
}

/** Read a line of code, and the expectation below it. */
function readCode(lines: string[], claims: boolean): string {
  const line = (lines.shift() ?? '').trimEnd()
  const isBroken = claims && !line.includes('//=>') && /^ *\/\/=>/.test(lines[0] ?? '')
  return settle(isBroken ? `${line}\n${lines.shift() ?? ''}` : line)
}

/** groff distinguishes hyphens from minus signs; readers type the same key for both. */
function proseOf(line: string): string[] {
  return wordTokens(line.replaceAll('\u2010', '-'))
}

/** Remove the header and footer of a page. */
function withoutFrame(lines: readonly string[]): string[] {
  const text = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]))
  return lines.slice((text[0] ?? 0) + 1, text.at(-1))
}

/** Remove rules of tables, and join the lines of each cell of a box. */
function joinBoxes(lines: readonly string[]): string[] {
  const out: string[] = []
  let cells: string[] | undefined
  for (const line of lines) {
    const [, inside] = /^ *│(.*)│ *$/.exec(line) ?? []
    if (inside !== undefined) {
      const parts = inside.split('│')
      cells = parts.map((part, column) => `${cells?.[column] ?? ''} ${part}`)
    } else {
      out.push(...(cells ?? []))
      cells = undefined
      if (!/^ *(?:[┌├└][─┬┼┴]+[┐┤┘]|─+) *$/.test(line)) out.push(line)
    }
  }
  return out
}

function indentOf(line: string): number {
  return line.search(/\S|$/)
}
