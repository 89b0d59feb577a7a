/** A text with one fault of a compiler. */
export interface Mutant {
  readonly name: string
  readonly text: string
}

type Fault = (line: string) => string

const faults: Readonly<Record<string, Fault>> = {
  'drops a word': (line) => line.replace(/(^|\s)[a-z]{3,}(?=[\s.,])/, ''),
  'swaps two words': (line) => line.replace(/([a-z]{2,}) ([a-z]{2,})/, '$2 $1'),
  'repeats a word': (line) => line.replace(/([a-z]{3,}) /, '$1 $1 '),
  'shortens a dash': (line) => line.replace(/\\\[em\]|—/, '\\-'),
  'merges two dashes': (line) => line.replace(/\\-\\-|--/, '\\-'),
  'curls a quote': (line) => line.replace(/\\\[dq\]|\\\[aq\]|["']/, '\\[rq]'),
  'loses a backslash': (line) => line.replace(/\\\[rs\]|\\e/, ''),
  'changes case': (line) => line.replace(/[a-z]{4,}/, (word) => word.toUpperCase()),
  'indents code': (line) => line.replace(/^ {2,}/, '$&  '),
  'drops a line': () => '.\\"',
  'makes a line a request': (line) => line.replace(/^\\&(?=[.'])/, ''),
}

/** Make each fault on each line of text of a compiled page, if it changes the line. */
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

/** Whether a line is in the format of a table, which ends with a full stop. */
function isFormat(lines: readonly string[], index: number): boolean {
  const start = lines.lastIndexOf('.TS', index)
  const end = lines.findIndex((line, at) => at > start && line.endsWith('.'))
  return start >= 0 && index <= end
}
