/** Requests and macros that a page may contain; nothing else can leave the compiler. */
const requestNames = [
  'B',
  'BI',
  'BR',
  'EE',
  'EX',
  'I',
  'IB',
  'IP',
  'IR',
  'ME',
  'MR',
  'MT',
  'P',
  'RB',
  'RE',
  'RI',
  'RS',
  'SH',
  'SS',
  'TE',
  'TH',
  'TP',
  'TQ',
  'TS',
  'UE',
  'UR',
  'ad',
  'br',
  'fi',
  'in',
  'nf',
  'nh',
  'sp',
] as const

/** Name of a request or macro that a page may contain. */
export type RequestName = (typeof requestNames)[number]

/**
 * Settings of a whole page: left adjusted, words in one piece.
 *
 * The requests are for groff up to 1.23 and for others; 1.24 resets what they set at each paragraph,
 * to what the string and the register say, and code resets hyphenation everywhere.
 *
 * @see groff 1.22.4, `tmac/an-ext.tmac`, `EE`; 1.24.2, `tmac/an.tmac`, `an*reset-adjustment-mode`
 */
const settings = ['.ad l', '.nh', '.ds AD l', '.nr HY 0'] as const

const known: ReadonlySet<string> = new Set(requestNames)

/** Escaped text: ASCII, and no escape sequence that does more than print, set a font or glue. */
const escaped =
  /^[ -[\]-~]*(?:\\(?:[-%&:ce ~]|f[BIRP]|\[[A-Za-z0-9<>=+!?'`^~:,./-]+\])[ -[\]-~]*)*$/

/** One line of roff: either a control line or text, never one that might be the other. */
export type Line =
  | { readonly kind: 'request'; readonly name: RequestName; readonly args: readonly string[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'table'; readonly value: string }
  | { readonly kind: 'setting'; readonly value: (typeof settings)[number] }

/** A control line; `args` are escaped text, quoted when printed. */
export function request(name: RequestName, ...args: readonly string[]): Line {
  return { kind: 'request', name, args }
}

/** A text line; `value` is escaped text. */
export function text(value: string): Line {
  return { kind: 'text', value }
}

/** A line of a tbl header, `tab(@);` or `l l.`, or a row of cells: tbl reads it, troff does not. */
export function tableLine(value: string): Line {
  return { kind: 'table', value }
}

/** Control lines below the title line that a page begins with. */
export function settingLines(): Line[] {
  return settings.map((value) => ({ kind: 'setting', value }))
}

/** Lines as they stand in the file, each ended by a line feed. */
export function printLines(lines: readonly Line[]): string {
  let out = ''
  for (const line of lines) out += `${printLine(line)}\n`
  return out
}

function printLine(line: Line): string {
  if (line.kind === 'request') return printRequest(line.name, line.args)
  if (line.kind === 'setting') return printSetting(line.value)
  requireEscaped(line.value)
  if (line.kind === 'table') {
    if (/^[.']/.test(line.value)) throw new Error(`Unexpected request in a table: ${line.value}`)
    return line.value
  }
  // Groff reads a line that starts with either character as a request, and an empty one as space.
  return /^[.']|^$/.test(line.value) ? `\\&${line.value}` : line.value
}

function printSetting(value: string): string {
  const setting = settings.find((known) => known === value)
  if (setting === undefined)
    throw new Error(`Unexpected setting \`${value}\`, expected a known one`)
  return setting
}

function printRequest(name: string, args: readonly string[]): string {
  if (!known.has(name)) throw new Error(`Unexpected request \`${name}\`, expected one of man(7)`)
  let out = `.${name}`
  for (const argument of args) out += ` ${quote(argument)}`
  return out
}

/** What handlers of users make passes here, too. */
function requireEscaped(value: string): void {
  if (!escaped.test(value))
    throw new Error(`Unexpected roff text \`${value}\`, expected it escaped`)
}

function quote(argument: string): string {
  requireEscaped(argument)
  const value = argument.replaceAll('"', '\\[dq]')
  return value === '' || value.includes(' ') ? `"${value}"` : value
}
