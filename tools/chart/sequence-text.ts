import { type Column, laneColumns } from './lane-columns.ts'
import type { ChartRow, SequenceChart } from './sequence-chart.ts'
import { wrapText } from './wrap-text.ts'

interface Sheet {
  readonly chart: SequenceChart
  readonly columns: readonly Column[]
  readonly width: number
}

/**
 * Draw a sequence chart in ASCII.
 *
 * A lane is `|` while its process runs and `#` while it sleeps in a call; `+` is a call, `*` a signal
 * that no other process caused, `X` a death.
 *
 * @param chart
 *   Chart from `sequenceChart`.
 * @param options
 *   `columns`: maximum width, default 78; exceeded if there are too many processes.
 * @returns
 *   Lines without trailing white space, each with a line feed; empty if nothing happens.
 * @see measured: test/chart/sequence-text.test.ts, through mandoc(1) and groff(1)
 */
export function sequenceText(
  chart: SequenceChart,
  { columns: most = 78 }: { readonly columns?: number } = {},
): string {
  const columns = laneColumns(chart, most)
  const last = columns.at(-1)
  if (last === undefined) return ''
  const width = last.left + last.width + 2
  const sheet: Sheet = { chart, columns, width }
  const heads = put(
    sheet,
    chart.lanes.map(({ name, from }) => (from === 0 ? name : '')),
    0,
  )
  const body = chart.rows.flatMap((row, index) => drawRow(sheet, row, index))
  const lines = [heads, ...body, lifelines(sheet, chart.rows.length)]
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

function drawRow(sheet: Sheet, row: ChartRow, index: number): readonly string[] {
  const above = lifelines(sheet, index)
  switch (row.kind) {
    case 'time':
    case 'setting':
      return [rule(row.text, sheet.width), above]
    case 'signal':
      return [
        row.from === undefined
          ? (label(sheet, above, row, '*')[0] ?? '')
          : arrow(sheet, above, row),
      ]
    case 'death':
      return label(sheet, above, row, 'X')
    case 'return':
      return label(sheet, above, row, '+')
    case 'call':
      return [...label(sheet, above, row, '+'), ...newLanes(sheet, index)]
  }
}

/** Draw text next to a mark on the lane, with further lines below. */
function label(
  sheet: Sheet,
  line: string,
  row: { readonly lane: number; readonly text: string },
  mark: string,
): string[] {
  const column = sheet.columns[row.lane]
  if (column === undefined) return []
  const { left, width } = column
  return wrapText(row.text, width).map((text, index) =>
    overlay(index === 0 ? overlay(line, left, mark) : line, left + 2, text),
  )
}

/** Draw `|<----- SIGIO -----#` across the lanes between. */
function arrow(
  sheet: Sheet,
  line: string,
  row: { readonly lane: number; readonly from?: number; readonly text: string },
): string {
  const to = sheet.columns[row.lane]?.left ?? 0
  const from = sheet.columns[row.from ?? row.lane]?.left ?? 0
  const length = Math.abs(from - to) - 1
  const shaft = centred(` ${row.text} `, length, '-')
  const drawn = to < from ? `<${shaft.slice(1)}` : `${shaft.slice(0, -1)}>`
  return overlay(line, Math.min(from, to) + 1, drawn)
}

/** Draw the names of processes that start in this row. */
function newLanes(sheet: Sheet, index: number): string[] {
  const isNew = sheet.chart.lanes.map(({ from }) => from === index && index > 0)
  if (!isNew.includes(true)) return []
  const names = sheet.chart.lanes.map(({ name }, lane) => (isNew[lane] ? name : ''))
  return [put(sheet, names, index)]
}

function put(sheet: Sheet, names: readonly string[], index: number): string {
  return names.reduce(
    (line, name, lane) => {
      return name === '' ? line : overlay(line, sheet.columns[lane]?.left ?? 0, name)
    },
    lifelines(sheet, index),
  )
}

function lifelines({ chart, columns, width }: Sheet, index: number): string {
  let line = ' '.repeat(width)
  for (const [lane, { from, to = Number.POSITIVE_INFINITY }] of chart.lanes.entries()) {
    const isThere = (from === 0 || index > from) && index <= to
    const sleeps = chart.spans.some(
      (span) => span.lane === lane && index > span.from && index <= (span.to ?? index),
    )
    if (isThere) line = overlay(line, columns[lane]?.left ?? 0, sleeps ? '#' : '|')
  }
  return line
}

function rule(text: string, width: number): string {
  return centred(` ${text} `, width, '=')
}

function centred(text: string, width: number, fill: string): string {
  const before = Math.max(1, Math.floor((width - text.length) / 2))
  return `${fill.repeat(before)}${text}`.padEnd(width, fill)
}

function overlay(line: string, at: number, text: string): string {
  return `${line.slice(0, at)}${text}${line.slice(at + text.length)}`
}
