import { type Lint, lintEach } from './fault.ts'
import { isNamed, shownIn } from './roff-line.ts'

/**
 * Requests and macros of pages, none of which reads files, runs programs, defines macros or hides
 * text.
 *
 * @see groff_man_style(7), 1.24.2, "Portability"; man(7), mandoc 1.14.6
 */
const allowed = new Set(
  'ad B BI BR EE EX fi I IB in IP IR ME MR MT P nf nh RB RE RI RS SH sp br SS TE TH TP TQ TS UE UR'.split(
    ' ',
  ),
)

/** Settings of a whole page, which only change its margin and its hyphenation. */
const settings = new Set(['.ds AD l', '.nr HY 0'])

/** A text line that starts with a control character is guarded. */
export const lintGuard: Lint = lintEach(({ source, name }) => {
  if (name === '' || name === '"') return undefined
  if (source.startsWith('.') && /^\.[A-Za-z]{1,2}(?: |$)|^\.[a-z]+(?: |$)/.test(source)) {
    return undefined
  }
  return `Unexpected \`${source.slice(0, 1)}\` at the start of text, expected \`\\&\` before it`
})

/** Control lines are allowed requests, macros or settings. */
export const lintRequest: Lint = lintEach(({ source, name }) => {
  if (name === '' || name === '"' || allowed.has(name) || settings.has(source)) return undefined
  if (!/^\.[A-Za-z]/.test(source)) return undefined
  return `Unexpected request \`${name}\`, expected one of man(7)`
})

/** Quotes delimit arguments; in text they have a name. */
export const lintQuote: Lint = lintEach(({ source, name }) => {
  if (name === '' || name === '"' || !source.includes('"')) return undefined
  if (/^[.']\S+(?: +(?:"[^"]*"|(?:\\.|[^"\s])+))*$/.test(source) && !source.includes('\\"')) {
    return undefined
  }
  return 'Unexpected quote in an argument, expected `\\[dq]`'
})

/** A section in parentheses with a blank before or inside. */
const isApart = /^\s+\([1-9][a-z]*\)|^\(\s+[1-9][a-z]*\s*\)|^\([1-9][a-z]*\s+\)/

/** A reference is a bold name followed by a section in parentheses, without a blank. */
export const lintReference: Lint = lintEach((line) => {
  if (line.name === '') return undefined
  if (isNamed(line, 'MR')) {
    const [name = '', section = ''] = line.args
    const fits = name !== '' && /^[1-9][a-z]*$/.test(section)
    return fits ? undefined : 'Unexpected arguments of `.MR`, expected a name and a section'
  }
  if (!isNamed(line, 'BR', 'RB')) return undefined
  const [name = '', section = ''] = isNamed(line, 'RB') ? line.args.slice(1) : line.args
  // A parenthesis can follow any other bold word.
  if (!isApart.test(section) || /\s/.test(name)) return undefined
  return `Unexpected reference \`${line.source}\`, expected \`.BR name (2)\``
})

/** Identifiers are protected from hyphenation, except in NAME, which programs read. */
export const lintHyphen: Lint = (lines) => {
  const body = lines.findIndex((line) => isNamed(line, 'SH') && line.args[0] !== 'NAME')
  return lintOpen(body < 0 ? [] : lines.slice(body))
}

const lintOpen = lintEach((line) => {
  if (!line.source.includes('_') || line.mode === 'nofill') return undefined
  const shown = shownIn(line)
  if (shown === undefined) return undefined
  const words = shown.replace(/\\[ ~]/g, '#').split(/[ @]/)
  const open = words.find(
    (word) =>
      !word.includes('\\%') &&
      /[A-Za-z0-9]_[A-Za-z0-9]/.test(word) &&
      /[A-Za-z0-9_]{5}/.test(word.replace(/\\(?:f[BIRP]|\[[^\]]*\]|.)/g, ' ')),
  )
  return open && `Unexpected identifier \`${open}\`, expected \`\\%\` before it`
})
