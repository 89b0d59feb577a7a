import type { ChartRow, SequenceChart } from './sequence-chart.ts'

export interface Column {
  /** Column of the line; its text starts two to the right. */
  readonly left: number
  readonly width: number
}

/** Characters between two lanes other than text: the line, and a space on each side of the text. */
const gap = 3
const least = 10

/** Divide the width among the lanes: each gets the width of its longest text, if there is room. */
export function laneColumns(chart: SequenceChart, columns: number): readonly Column[] {
  const needs = chart.lanes.map((_, lane) => neededBy(chart, lane))
  const widths = share(needs, columns - gap * chart.lanes.length)
  let left = 0
  return widths.map((width) => {
    const column = { left, width }
    left += width + gap
    return column
  })
}

function neededBy({ lanes, rows }: SequenceChart, lane: number): number {
  const texts = rows.filter((row) => isIn(row, lane)).map(({ text }) => text.length)
  return Math.max(least, lanes[lane]?.name.length ?? 0, ...texts)
}

function isIn(row: ChartRow, lane: number): boolean {
  return 'lane' in row && row.lane === lane
}

/** Narrow the widest lanes first until all fit, or none can be narrower. */
function share(needs: readonly number[], room: number): number[] {
  const widths = [...needs]
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over -= 1) {
    const widest = Math.max(...widths)
    if (widest <= least) break
    widths[widths.lastIndexOf(widest)] = widest - 1
  }
  return widths
}
