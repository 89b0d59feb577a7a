/** Requests and macros that a page may contain; nothing else can leave the compiler. */
export type RequestName =
  | 'B'
  | 'BR'
  | 'EE'
  | 'EX'
  | 'IP'
  | 'ME'
  | 'MT'
  | 'P'
  | 'PD'
  | 'RB'
  | 'RE'
  | 'RS'
  | 'SH'
  | 'SS'
  | 'TE'
  | 'TH'
  | 'TP'
  | 'TS'
  | 'UE'
  | 'UR'
  | 'ad'
  | 'br'
  | 'fi'
  | 'in'
  | 'nf'
  | 'nh'
  | 'so'
  | 'sp'

/** One line of roff: either a control line or text, never one that might be the other. */
export type Line =
  | { readonly kind: 'request'; readonly name: RequestName; readonly args: readonly string[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'table'; readonly value: string }

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

/** Lines as they stand in the file, each ended by a line feed. */
export function printLines(lines: readonly Line[]): string {
  return lines.map((line) => `${printLine(line)}\n`).join('')
}

function printLine(line: Line): string {
  if (line.kind === 'request') return [`.${line.name}`, ...line.args.map(quote)].join(' ')
  if (/[\n\r]/.test(line.value)) throw new Error(`Unexpected line end in roff text: ${line.value}`)
  if (line.kind === 'table') return line.value
  // Groff reads a line that starts with either character as a request, and an empty one as space.
  return /^[.']|^$/.test(line.value) ? `\\&${line.value}` : line.value
}

function quote(argument: string): string {
  if (/["\n\r]/.test(argument)) throw new Error(`Unexpected quote in roff argument: ${argument}`)
  return argument === '' || argument.includes(' ') ? `"${argument}"` : argument
}
