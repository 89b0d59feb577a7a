/**
 * Split text into words. The three forms of a page are compared by words and by whole lines of
 * code, which begin with a line feed; a block of code begins with two.
 */
export function wordTokens(text: string): string[] {
  return text.normalize('NFC').split(/\s+/).filter(Boolean)
}

/** Split code into lines, without blank ones. */
export function codeTokens(code: string): string[] {
  const lines = settle(code.normalize('NFC'))
    .split('\n')
    .filter((line) => line.trim() !== '')
  return lines.map((line, index) => `${index === 0 ? '\n\n' : '\n'}${line}`)
}

/** Normalize the blanks and line feeds before an expectation, which belong to the layout. */
export function settle(code: string): string {
  return code.replace(/[^\S\n]+$/gm, '').replace(/(\S)\s*(\/\/=>)/g, '$1  $2')
}

/** Show where two forms of a page differ; `undefined` if they do not. */
export function difference(want: readonly string[], have: readonly string[]): string | undefined {
  const at = want.findIndex((token, index) => token !== have[index])
  const from = at < 0 ? want.length : at
  if (at < 0 && have.length === want.length) return undefined
  const show = (tokens: readonly string[]): string =>
    JSON.stringify(tokens.slice(Math.max(0, from - 4), from + 3))
  return `token ${from}: expected ${show(want)}, have ${show(have)}`
}
