/**
 * What the three forms of a page are compared by: words between white space, and whole lines of
 * code, which begin with a line end; two of them where a block of code begins.
 */
export function wordTokens(text: string): string[] {
  return text.normalize('NFC').split(/\s+/).filter(Boolean)
}

/** Lines of code; blank ones say nothing here. */
export function codeTokens(code: string): string[] {
  const lines = settle(code.normalize('NFC'))
    .split('\n')
    .filter((line) => line.trim() !== '')
  return lines.map((line, index) => `${index === 0 ? '\n\n' : '\n'}${line}`)
}

/** The blanks before an expectation are the layout's; so is whether it stands on the next line. */
export function settle(code: string): string {
  return code.replace(/[^\S\n]+$/gm, '').replace(/(\S)\s*(\/\/=>)/g, '$1  $2')
}

/** Where two forms of a page part; nothing where they are the same. */
export function difference(want: readonly string[], have: readonly string[]): string | undefined {
  const at = want.findIndex((token, index) => token !== have[index])
  const from = at < 0 ? want.length : at
  if (at < 0 && have.length === want.length) return undefined
  const show = (tokens: readonly string[]): string =>
    JSON.stringify(tokens.slice(Math.max(0, from - 4), from + 3))
  return `token ${from}: expected ${show(want)}, have ${show(have)}`
}
