import { describeSequence } from './describe-sequence.ts'
import { type Column, laneColumns } from './lane-columns.ts'
import type { ChartRow, SequenceChart } from './sequence-chart.ts'
import { type SvgElement, svg } from './svg.ts'
import { wrapText } from './wrap-text.ts'

/** Pixels per character at `fontSize`, slightly more than common fonts need. */
const advance = 7.3
const fontSize = 12
const lineHeight = 16
const padding = 8
const headHeight = 26

interface Sheet {
  readonly chart: SequenceChart
  readonly columns: readonly Column[]
  /** Top of each row, and bottom of the last. */
  readonly tops: readonly number[]
  readonly width: number
}

/**
 * Draw a sequence chart as SVG.
 *
 * Colors are those of the text and of the classes `waits`, `signal`, `killed` and `quiet`. The
 * drawing contains no script, and only ids derived from `id`.
 *
 * @param chart
 *   Chart from `sequenceChart`.
 * @param options
 *   `title` of the chart; `id`, unique in the page; `columns`: maximum width in characters, default
 *   78.
 * @returns
 *   Element `svg`, with a description of the sequence in words.
 */
export function sequenceSvg(
  chart: SequenceChart,
  options: { readonly title: string; readonly id: string; readonly columns?: number },
): SvgElement {
  const columns = laneColumns(chart, options.columns ?? 78)
  const last = columns.at(-1) ?? { left: 0, width: 0 }
  const tops = topsOf(chart, columns)
  const width = Math.ceil(right(last) + padding)
  const sheet: Sheet = { chart, columns, tops, width }
  const height = (tops.at(-1) ?? headHeight) + padding
  const names = [`${options.id}-title`, `${options.id}-desc`]
  return svg(
    'svg',
    {
      class: 'chart',
      role: 'img',
      'aria-labelledby': names.join(' '),
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-size': fontSize,
      fill: 'currentColor',
      stroke: 'none',
    },
    svg('title', { id: names[0] ?? '' }, options.title),
    svg('desc', { id: names[1] ?? '' }, describeSequence(chart)),
    ...chart.lanes.map((_, lane) => drawLane(sheet, lane)),
    ...chart.rows.map((row, index) => drawRow(sheet, row, index)),
  )
}

function topsOf({ rows }: SequenceChart, columns: readonly Column[]): readonly number[] {
  const tops = [headHeight + padding / 2]
  for (const row of rows) {
    const width = 'lane' in row && row.kind !== 'signal' ? columns[row.lane]?.width : undefined
    const lines = width === undefined ? 1 : wrapText(row.text, width).length
    const extra = row.kind === 'time' || row.kind === 'setting' ? padding : 4
    tops.push((tops.at(-1) ?? 0) + lines * lineHeight + extra)
  }
  return tops
}

function x({ columns }: Pick<Sheet, 'columns'>, lane: number): number {
  return round(padding + (columns[lane]?.left ?? 0) * advance + 4)
}

function right({ left, width }: Column): number {
  return round(padding + (left + width + 2) * advance + 4)
}

/** Vertical position of the mark of a row. */
function middle({ tops }: Sheet, row: number): number {
  return round((tops[row] ?? tops.at(-1) ?? 0) + lineHeight / 2)
}

function drawLane(sheet: Sheet, lane: number): SvgElement {
  const { name = '', from = 0, to } = sheet.chart.lanes[lane] ?? {}
  const at = x(sheet, lane)
  const isFirst = from === 0
  const begin = isFirst ? headHeight : middle(sheet, from) + lineHeight / 2
  const end = to === undefined ? (sheet.tops.at(-1) ?? 0) : middle(sheet, to)
  const spans = sheet.chart.spans
    .filter((span) => span.lane === lane)
    .map((span) => {
      const top = middle(sheet, span.from)
      const bottom = span.to === undefined ? end : middle(sheet, span.to)
      return svg('rect', { class: 'waits', x: at - 3, y: top, width: 6, height: bottom - top })
    })
  const y = isFirst ? headHeight - 9 : begin + 2
  return svg(
    'g',
    {},
    svg('text', { x: at - 4, y, 'font-weight': 'bold' }, name),
    line('quiet', [at, isFirst ? begin : begin + 6], [at, end]),
    ...spans,
  )
}

function drawRow(sheet: Sheet, row: ChartRow, index: number): SvgElement {
  if (row.kind === 'time' || row.kind === 'setting') return drawRule(sheet, row.text, index)
  const at = x(sheet, row.lane)
  const y = middle(sheet, index)
  if (row.kind === 'signal') return drawSignal(sheet, row, index)
  if (row.kind === 'death') {
    const cross = { d: `M${at - 4} ${y - 4}l8 8m0-8l-8 8`, stroke: 'currentColor', fill: 'none' }
    return svg('g', { class: 'killed' }, svg('path', cross), text(sheet, row, index))
  }
  const mark = svg('circle', { cx: at, cy: y, r: 3 })
  return svg('g', {}, mark, text(sheet, row, index))
}

function text(sheet: Sheet, row: { lane: number; text: string }, index: number): SvgElement {
  const left = x(sheet, row.lane) + 1.5 * advance
  const lines = wrapText(row.text, sheet.columns[row.lane]?.width ?? 0)
  const spans = lines.map((each, count) => {
    const indent = each.length - each.trimStart().length
    const place = { x: round(left + indent * advance), dy: count === 0 ? 0 : lineHeight }
    return svg('tspan', place, each.trimStart())
  })
  return svg('text', { x: round(left), y: middle(sheet, index) + 4 }, ...spans)
}

function drawSignal(
  sheet: Sheet,
  row: { readonly lane: number; readonly from?: number; readonly text: string },
  index: number,
): SvgElement {
  const [to, y] = [x(sheet, row.lane), middle(sheet, index)]
  if (row.from === undefined) {
    const star = svg('path', { d: `M${to - 4} ${y}l4-4 4 4-4 4z` })
    return svg('g', { class: 'signal' }, star, text(sheet, row, index))
  }
  const from = x(sheet, row.from)
  const back = to < from ? 7 : -7
  const head = svg('path', { d: `M${to} ${y}l${back}-4v8z` })
  const words = { x: round((to + from) / 2), y: y - 3, 'text-anchor': 'middle' }
  return svg(
    'g',
    { class: 'signal' },
    line('', [from, y], [to, y]),
    head,
    svg('text', words, row.text),
  )
}

function drawRule(sheet: Sheet, words: string, index: number): SvgElement {
  const y = middle(sheet, index) + 2
  const centre = round(sheet.width / 2)
  const half = (words.length * advance) / 2 + padding
  return svg(
    'g',
    { class: 'quiet' },
    line('dashed', [padding, y], [round(centre - half), y]),
    line('dashed', [round(centre + half), y], [sheet.width - padding, y]),
    svg('text', { x: centre, y: y + 4, 'text-anchor': 'middle' }, words),
  )
}

type Spot = readonly [number, number]

function line(kind: string, [x1, y1]: Spot, [x2, y2]: Spot): SvgElement {
  const dashes = kind === 'dashed' ? { 'stroke-dasharray': '4 4' } : {}
  const name = kind === 'quiet' ? { class: kind } : {}
  return svg('line', { ...name, x1, y1, x2, y2, stroke: 'currentColor', ...dashes })
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
