import { type Lint, lintEach } from './fault.ts'
import { isNamed, type RoffLine, shownIn } from './roff-line.ts'

/** Longest line that mandoc accepts without a warning. */
const longest = 80

/** Escape sequences that print a character, set a font, or prevent a break. */
const harmless = /\\(?:[-%&:ce ~]|f[BIRP]|\[[^\]]+\])/g

/** Macros whose arguments are printed. */
const printing = new Set(['IP', 'ME', 'MR', 'MT', 'SH', 'SS', 'UE', 'UR'])

/** Only ASCII: what other bytes mean depends on a preprocessor. */
export const lintAscii: Lint = lintEach(({ source }) => {
  const [sign] = /[^\0-\x7f]/u.exec(source) ?? []
  return sign && `Unexpected \`${sign}\`, expected ASCII`
})

/** No empty line, no blank at the end, no tab outside tables, no carriage return. */
export const lintBlank: Lint = lintEach(({ source, mode }) => {
  if (source === '') return 'Unexpected empty line, expected `.P`, or `\\&` in code'
  if (source.endsWith(' ') && !source.endsWith('\\ '))
    return 'Unexpected blank at the end of a line, expected none'
  if (source.includes('\r')) return 'Unexpected carriage return, expected a line feed only'
  if (source.includes('\t') && mode !== 'row' && mode !== 'format')
    return 'Unexpected tab, expected blanks'
  return undefined
})

/** No long line that could be broken, except tags, which must be on one line. */
export const lintLength: Lint = (lines) =>
  lintLong(lines.filter(({ source }, index) => source.length > longest && !isTag(lines[index - 1])))

function isTag(before: RoffLine | undefined): boolean {
  return before !== undefined && isNamed(before, 'TP', 'TQ')
}

const lintLong = lintEach(({ source, name, mode }) => {
  const breaks = name === '' && (mode === 'fill' || mode === 'cell')
  if (!breaks || !/[^\\] +\S/.test(source)) return undefined
  return `Unexpected line of ${source.length} bytes, expected at most ${longest}`
})

/** Only harmless escape sequences. */
export const lintEscape: Lint = lintEach((line) => {
  if (line.name === '"' || !doubtful.test(line.source)) return undefined
  const [found, name] = /\\(?:\((.{2})|.?)/.exec(line.source.replace(harmless, '')) ?? []
  // Brackets around its name delimit a character everywhere.
  const expected = name === undefined ? '`\\[rs]` for a backslash' : `\`\\[${name}]\``
  return found && `Unexpected escape sequence \`${found}\`, expected ${expected}`
})

/** A backslash that does not start a harmless sequence, or that is inside one. */
const doubtful = /\\(?![-%&:ce ~]|f[BIRP]|\[[^\]]+\])/

/** Characters that would print as others are written by name. */
export const lintSign: Lint = lintEach((line) => {
  if (!/['^~`-]/.test(line.source)) return undefined
  const visible = visibleOf(line).replace(harmless, 'x')
  const [sign] = (line.mode === 'nofill' ? /['^~`]/ : openSign).exec(visible) ?? []
  if (sign) return `Unexpected \`${sign}\`, expected it by name: \`${names[sign]}\``
  const inWord = line.mode === 'nofill' ? /-/ : /(?<![a-z])-|-(?![a-z])/
  return inWord.test(visible) ? 'Unexpected `-`, expected `\\-`' : undefined
})

/** Such a character in prose, where an apostrophe inside a word is allowed. */
const openSign = /[\^~`]|(?<![A-Za-z])'|'(?![A-Za-z])/

const names: Readonly<Record<string, string>> = {
  "'": '\\[aq]',
  '^': '\\[ha]',
  '~': '\\[ti]',
  '`': '\\[ga]',
}

/** Visible text of a line, without glue, which could separate a hyphen from its letters. */
function visibleOf(line: RoffLine): string {
  const shown = shownIn(line)
  if (shown !== undefined) return shown.replace(/\\(?:[%&:c]|f[BIRP])/g, '')
  if (!printing.has(line.name)) return ''
  const args = isNamed(line, 'IP') ? line.args.slice(0, 1) : line.args
  return args.join(' ').replace(/\\(?:[%&:c]|f[BIRP])/g, '')
}
