/** A text with one fault of the kind that a compiler may have, and its name. */
export interface Mutant {
  readonly name: string
  readonly text: string
}

type Fault = (line: string) => string

const faults: Readonly<Record<string, Fault>> = {
  'drops a word': (line) => line.replace(/(^|\s)[a-z]{3,}(?=[\s.,])/, ''),
  'swaps two words': (line) => line.replace(/([a-z]{2,}) ([a-z]{2,})/, '$2 $1'),
  'says a word twice': (line) => line.replace(/([a-z]{3,}) /, '$1 $1 '),
  'shortens a dash': (line) => line.replace(/\\\[em\]|—/, '\\-'),
  'makes one dash of two': (line) => line.replace(/\\-\\-|--/, '\\-'),
  'curls a quote': (line) => line.replace(/\\\[dq\]|\\\[aq\]|["']/, '\\[rq]'),
  'loses a backslash': (line) => line.replace(/\\\[rs\]|\\e/, ''),
  'changes case': (line) => line.replace(/[a-z]{4,}/, (word) => word.toUpperCase()),
  'indents code': (line) => line.replace(/^ {2,}/, '$&  '),
  'drops a line': () => '.\\"',
  'runs a line': (line) => line.replace(/^\\&(?=[.'])/, ''),
}

/** A compiled page with each fault on each of its lines of text, where it makes a difference. */
export function mutateRoff(roff: string): Mutant[] {
  const lines = roff.split('\n')
  const isText = (line: string, index: number): boolean =>
    !/^(?:['.]|T\}|\\&?$|\s*\/\/=>|$)/.test(line) && !isFormat(lines, index)
  return Object.entries(faults).flatMap(([name, fault]) =>
    lines.flatMap((line, index) => {
      if (!isText(line, index)) return []
      const changed = fault(line)
      if (changed === line) return []
      return [{ name: `${name}, line ${index + 1}`, text: lines.with(index, changed).join('\n') }]
    }),
  )
}

/** Between the start of a table and the full stop that ends its format. */
function isFormat(lines: readonly string[], index: number): boolean {
  const start = lines.lastIndexOf('.TS', index)
  const end = lines.findIndex((line, at) => at > start && line.endsWith('.'))
  return start >= 0 && index <= end
}
