import { plural } from '../../words/index.ts'
import type { Fault, Lint } from './fault.ts'
import { isNamed, type RoffLine } from './roff-line.ts'

/** A table is closed, has options and formats, and as many cells in each row as formats. */
export const lintTable: Lint = (lines) => {
  const faults: Fault[] = []
  const starts = lines.filter(({ name }) => name === 'TS')
  for (const line of starts) {
    const rest = lines.slice(lines.indexOf(line) + 1)
    const end = rest.findIndex((other) => isNamed(other, 'TE'))
    if (end < 0) faults.push({ line, reason: 'Unexpected table without end, expected `.TE`' })
    else faults.push(...tableFaults(rest.slice(0, end), line))
  }
  const ends = lines.filter(({ name }) => name === 'TE')
  return [
    ...faults,
    ...ends
      .slice(starts.length)
      .map((line) => ({ line, reason: 'Unexpected `.TE`, expected `.TS`' })),
  ]
}

function tableFaults(body: readonly RoffLine[], start: RoffLine): Fault[] {
  const options = body.find(({ mode }) => mode === 'options')
  const formats = body.filter(({ mode }) => mode === 'format')
  const separator = /tab\((.)\)/.exec(options?.source ?? '')?.[1] ?? '\t'
  const last = formats.at(-1)
  if (!options?.source.endsWith(';') || !last?.source.endsWith('.')) {
    return [{ line: options ?? start, reason: 'Unexpected table, expected options and formats' }]
  }
  const columns = last.source.split(/\s+/).length
  const faults: Fault[] = []
  let cells = 0
  for (const line of body) {
    if (line.mode === 'cell' && !line.source.startsWith('T}')) {
      // Mandoc ignores macros in cells.
      if (line.name !== '' && !isNamed(line, 'ad')) {
        faults.push({ line, reason: `Unexpected \`.${line.name}\` in a cell, expected text` })
      }
      continue
    }
    if (line.mode !== 'row' && line.mode !== 'cell') continue
    cells += line.source.split(separator).length - (line.mode === 'cell' ? 1 : 0)
    if (line.source.endsWith('T{')) continue
    if (cells !== columns) {
      const reason = `Unexpected row of ${plural(cells, 'cell')}, expected ${columns}`
      faults.push({ line, reason })
    }
    cells = 0
  }
  return faults
}
