import type { ChartRow, SequenceChart } from './sequence-chart.ts'

/** Describe a chart in words, for screen readers. */
export function describeSequence({ lanes, rows }: SequenceChart): string {
  const nameOf = (lane: number) => lanes[lane]?.name ?? ''
  return rows.map((row) => `${sentence(row, nameOf)}.`).join(' ')
}

function sentence(row: ChartRow, nameOf: (lane: number) => string): string {
  switch (row.kind) {
    case 'time':
      return `The clock moves to ${row.text}`
    case 'setting':
      return `The world is set to ${row.text}`
    case 'signal': {
      const cause = row.from === undefined ? '' : `, caused by ${nameOf(row.from)}`
      return `${nameOf(row.lane)} receives ${row.text}${cause}`
    }
    case 'death':
      return `${nameOf(row.lane)} is ${row.text}`
    case 'return':
      return `${nameOf(row.lane)} wakes: ${row.text}`
    case 'call':
      return `${nameOf(row.lane)}: ${row.text.replace(/ \.\.\.$/, ', which sleeps')}`
  }
}
