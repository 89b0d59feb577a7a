/** Requests and macros that a page can contain; nothing else can leave the compiler. */
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

/** Name of a request or macro that a page can contain. */
export type RequestName = (typeof requestNames)[number]

/**
 * Settings of a whole page: left-adjusted, without hyphenation.
 *
 * The requests are for groff up to 1.23 and other formatters; groff 1.24 resets them at each
 * paragraph to the values of the string and the register, and code resets hyphenation everywhere.
 *
 * @see groff 1.22.4, `tmac/an-ext.tmac`, `EE`; 1.24.2, `tmac/an.tmac`, `an*reset-adjustment-mode`
 */
const settings = ['.ad l', '.nh', '.ds AD l', '.nr HY 0'] as const

const known: ReadonlySet<string> = new Set(requestNames)

/** Escaped text: ASCII, with escape sequences that print, set a font or prevent a break. */
const escaped =
  /^[ -[\]-~]*(?:\\(?:[-%&:ce ~]|f[BIRP]|\[[A-Za-z0-9<>=+!?'`^~:,./-]+\])[ -[\]-~]*)*$/

/** One line of roff: either a control line or text, never ambiguous. */
export type Line =
  | { readonly kind: 'request'; readonly name: RequestName; readonly args: readonly string[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'table'; readonly value: string }
  | { readonly kind: 'setting'; readonly value: (typeof settings)[number] }

/** Make a control line; `args` are escaped text, quoted when printed. */
export function request(name: RequestName, ...args: readonly string[]): Line {
  return { kind: 'request', name, args }
}

/** Make a text line from escaped text. */
export function text(value: string): Line {
  return { kind: 'text', value }
}

/** Make a line for tbl: of a header, `tab(@);` or `l l.`, or a row of cells. */
export function tableLine(value: string): Line {
  return { kind: 'table', value }
}

/** Make the control lines below the title line. */
export function settingLines(): Line[] {
  return settings.map((value) => ({ kind: 'setting', value }))
}

/** Print lines, each ended by a line feed. */
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

/** Check text, which can come from a custom handler. */
function requireEscaped(value: string): void {
  if (!escaped.test(value))
    throw new Error(`Unexpected roff text \`${value}\`, expected it escaped`)
}

function quote(argument: string): string {
  requireEscaped(argument)
  const value = argument.replaceAll('"', '\\[dq]')
  return value === '' || value.includes(' ') ? `"${value}"` : value
}
