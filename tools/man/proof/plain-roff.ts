import { glyphs } from '../roff/glyphs.ts'
import { signsOfName } from '../roff/name-text.ts'

/** Characters by the name of their glyph. */
const signs = new Map([
  ...Object.entries(glyphs).map(([sign, name]): [string, string] => [name, sign]),
  ...signsOfName,
])

/** Requests whose arguments are printed, and the separators of these. */
const printed: Readonly<Record<string, string>> = {
  B: ' ',
  BI: '',
  BR: '',
  I: ' ',
  IB: '',
  IP: ' ',
  IR: '',
  ME: ' ',
  MR: '',
  MT: ' ',
  RB: '',
  RI: '',
  SH: ' ',
  SS: ' ',
  UE: ' ',
  UR: ' ',
}

/**
 * Extract the visible text of a compiled page, without its layout.
 *
 * It reads the output of this compiler, with which it shares nothing but the names of characters, and
 * the escapes of remark-man.
 */
export function plainRoff(roff: string): string {
  const out: string[] = []
  let part: 'page' | 'format' | 'rows' = 'page'
  for (const line of roff.split('\n')) {
    if (line === '.TS') part = 'format'
    else if (line === '.TE') part = 'page'
    else if (part === 'rows') out.push(plainRow(line))
    else if (part === 'page') addLine(out, line)
    else if (line.endsWith('.')) part = 'rows'
  }
  return decode(out.join('\n'))
}

/** Add a line, to the one before it if that continues, except for the address of a link. */
function addLine(out: string[], line: string): void {
  const shown = plainLine(line)
  const before = out.at(-1)
  if (before?.endsWith('\\c') && !/^\.(?:UR|MT)\b/.test(line)) out[out.length - 1] = before + shown
  else out.push(shown)
}

function plainRow(line: string): string {
  return plainLine(
    line
      .replace(/^T\}/, '')
      .replace(/(^|@)T\{$/, '')
      .replaceAll('@', ' '),
  )
}

function plainLine(line: string): string {
  if (!line.startsWith('.') && !line.startsWith("'")) return line
  const [, name, rest = ''] = /^[.'](\S+)(?: (.*))?$/.exec(line) ?? []
  if (name === undefined) return line
  const joint = printed[name]
  if (joint === undefined) return ''
  const args = argumentsOf(rest)
  if (name === 'IP') return args[0] ?? ''
  return name === 'MR' ? `${args[0]}(${args[1]})${args[2] ?? ''}` : args.join(joint)
}

function argumentsOf(rest: string): readonly string[] {
  if (!rest.includes('"')) return rest.match(/\S+/g) ?? []
  return Array.from(rest.matchAll(/"([^"]*)"|(\S+)/g), (match) => match[1] ?? match[2] ?? '')
}

function decode(text: string): string {
  // A page has hundreds of these, and removing them first is faster.
  const shown = text.replace(/\\(?:f[BIRP]|[%&:c])/g, '')
  const escapes = /\\(?:\[([^\]\n]+)\]|\((..)|(.))/g
  return shown.replace(escapes, (_, long?: string, short?: string, other?: string) => {
    if (other === '~') return ' '
    if (other === 'e') return '\\'
    const name = long ?? short
    if (name === undefined) return other ?? ''
    const code = /^u([0-9A-F]{4,6})$/.exec(name)?.[1]
    return code === undefined
      ? (signs.get(name) ?? '')
      : String.fromCodePoint(Number.parseInt(code, 16))
  })
}
