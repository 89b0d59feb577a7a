import { type Lint, lintEach } from './fault.ts'
import { isNamed, type RoffLine, shownIn } from './roff-line.ts'

/** Longest line that mandoc takes without a remark. */
const longest = 80

/** Escape sequences that print a sign, set a font, or glue; the others can do anything. */
const harmless = /\\(?:[-%&:ce ~]|f[BIRP]|\[[^\]]+\])/g

/** Macros whose arguments a reader sees. */
const printing = new Set(['IP', 'ME', 'MR', 'MT', 'SH', 'SS', 'UE', 'UR'])

/** Only ASCII: what other bytes mean depends on a preprocessor. */
export const lintAscii: Lint = lintEach(({ source }) => {
  const [sign] = /[^\0-\x7f]/u.exec(source) ?? []
  return sign && `Unexpected \`${sign}\`, expected ASCII`
})

/** No empty line, no blank at the end, no tab outside of tables, no carriage return. */
export const lintBlank: Lint = lintEach(({ source, mode }) => {
  if (source === '') return 'Unexpected empty line, expected `.P`, or `\\&` in code'
  if (source.endsWith(' ') && !source.endsWith('\\ '))
    return 'Unexpected blank at the end of a line, expected none'
  if (source.includes('\r')) return 'Unexpected carriage return, expected a line feed only'
  if (source.includes('\t') && mode !== 'row' && mode !== 'format')
    return 'Unexpected tab, expected blanks'
  return undefined
})

/** No long line where another place to break it is at hand; a tag has to stand on one line. */
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

/** No escape sequence that does more than print, set a font, or glue. */
export const lintEscape: Lint = lintEach((line) => {
  if (line.name === '"' || !doubtful.test(line.source)) return undefined
  const [found] = /\\.?/.exec(line.source.replace(harmless, '')) ?? []
  return found && `Unexpected escape sequence \`${found}\`, expected \`\\[rs]\` for a backslash`
})

/** A backslash that does not begin one of these sequences, or that stands in one. */
const doubtful = /\\(?![-%&:ce ~]|f[BIRP]|\[[^\]]+\])/

/** Signs that come out as another one are written by their names. */
export const lintSign: Lint = lintEach((line) => {
  if (!/['^~`-]/.test(line.source)) return undefined
  const visible = visibleOf(line).replace(harmless, 'x')
  const [sign] = (line.mode === 'nofill' ? /['^~`]/ : openSign).exec(visible) ?? []
  if (sign) return `Unexpected \`${sign}\`, expected it by name: \`${names[sign]}\``
  const inWord = line.mode === 'nofill' ? /-/ : /(?<![a-z])-|-(?![a-z])/
  return inWord.test(visible) ? 'Unexpected `-`, expected `\\-`' : undefined
})

/** An apostrophe inside of a word is one. */
const openSign = /[\^~`]|(?<![A-Za-z])'|'(?![A-Za-z])/

const names: Readonly<Record<string, string>> = {
  "'": '\\[aq]',
  '^': '\\[ha]',
  '~': '\\[ti]',
  '`': '\\[ga]',
}

/** What of a line a reader sees; that a hyphen stands between letters shows without glue. */
function visibleOf(line: RoffLine): string {
  const shown = shownIn(line)
  if (shown !== undefined) return shown.replace(/\\(?:[%&:c]|f[BIRP])/g, '')
  if (!printing.has(line.name)) return ''
  const args = isNamed(line, 'IP') ? line.args.slice(0, 1) : line.args
  return args.join(' ').replace(/\\(?:[%&:c]|f[BIRP])/g, '')
}
