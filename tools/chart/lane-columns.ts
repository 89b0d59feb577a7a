import type { ChartRow, SequenceChart } from './sequence-chart.ts'

/** Where a lane is, in characters. */
export interface Column {
  /** Of the line itself; text stands two to the right. */
  readonly left: number
  /** Characters for text. */
  readonly width: number
}

/** Characters between two lanes that are no text: the line, a space before the text, one after. */
const gap = 3
const least = 10

/** Share the width among the lanes: each gets what its longest text needs, as far as there is room. */
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

/** Narrow the widest ones first until all fit, or none can be narrower. */
function share(needs: readonly number[], room: number): number[] {
  const widths = [...needs]
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over -= 1) {
    const widest = Math.max(...widths)
    if (widest <= least) break
    widths[widths.lastIndexOf(widest)] = widest - 1
  }
  return widths
}
