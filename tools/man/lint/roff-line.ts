/** Part of the language that a line belongs to. */
export type Mode = 'fill' | 'nofill' | 'options' | 'format' | 'row' | 'cell'

/** A parsed line of a compiled page. */
export interface RoffLine {
  /** 1-based. */
  readonly number: number
  readonly source: string
  /** Name of the request or macro; empty for text, `"` for a comment. */
  readonly name: string
  readonly args: readonly string[]
  readonly mode: Mode
}

/** Modes after control lines that change them. */
const switches: Readonly<Record<string, Mode>> = {
  EX: 'nofill',
  nf: 'nofill',
  EE: 'fill',
  fi: 'fill',
  TS: 'options',
  TE: 'fill',
}

/**
 * Parse a page line by line, as man, tbl and troff would, sharing no code with the compiler.
 */
export function readRoff(roff: string): RoffLine[] {
  const lines: RoffLine[] = []
  let mode: Mode = 'fill'
  for (const source of roff.replace(/\n$/, '').split('\n')) {
    const line = readLine(source, lines.length + 1, mode)
    lines.push(line)
    mode = modeAfter(line)
  }
  return lines
}

const none: readonly string[] = []

/** A macro without arguments, as most are. */
const bare = /^\.[A-Za-z]+$/

function readLine(source: string, number: number, mode: Mode): RoffLine {
  const isControl = source.startsWith('.') || source.startsWith("'")
  if (!isControl || mode === 'options' || mode === 'format')
    return { number, source, name: '', args: none, mode }
  if (bare.test(source)) return { number, source, name: source.slice(1), args: none, mode }
  const [, sign = '', name = '', rest = ''] =
    /^([.'])\s*([^\s"\\]*|\\")(?:\s+(.*)|(.*))$/.exec(source) ?? []
  if (sign === '') return { number, source, name: '', args: none, mode }
  if (/^[.']\s*\\"/.test(source)) return { number, source, name: '"', args: none, mode }
  return { number, source, name: name || sign, args: argumentsOf(rest), mode }
}

function argumentsOf(rest: string): readonly string[] {
  if (!/"|\\\s/.test(rest)) return rest.match(/\S+/g) ?? none
  const found = rest.matchAll(/"((?:[^"]|"")*)"?|((?:\\.|\S)+)/g)
  return Array.from(found, (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
}

function modeAfter({ name, source, mode }: RoffLine): Mode {
  const next = switches[name]
  if (next !== undefined) return next
  if (mode === 'options') return source.endsWith(';') ? 'format' : 'row'
  if (mode === 'format') return source.endsWith('.') ? 'row' : 'format'
  if (mode === 'row') return source.endsWith('T{') ? 'cell' : 'row'
  // Text after the end of a block can open the next one.
  if (mode === 'cell' && source.startsWith('T}')) return source.endsWith('T{') ? 'cell' : 'row'
  return mode
}

/** Whether a line is visible text. */
export function isText({ name, mode }: RoffLine): boolean {
  return name === '' && mode !== 'options' && mode !== 'format'
}

/** Separators of the arguments of font macros. */
const joints: Readonly<Record<string, string>> = {
  B: ' ',
  BI: '',
  BR: '',
  I: ' ',
  IB: '',
  IR: '',
  RB: '',
  RI: '',
}

/** Visible text of a line, plain or in a font macro; `undefined` for other lines. */
export function shownIn(line: RoffLine): string | undefined {
  if (isText(line)) return line.source
  const joint = joints[line.name]
  return joint === undefined ? undefined : line.args.join(joint)
}

/** Whether a line is one of these requests or macros. */
export function isNamed({ name }: RoffLine, ...names: readonly string[]): boolean {
  return names.includes(name)
}
