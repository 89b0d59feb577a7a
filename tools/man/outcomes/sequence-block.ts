import type { BlockContent } from 'mdast'
import { sequenceChart, sequenceText } from '../../chart/index.ts'
import type { Evidence } from '../../evidence/index.ts'
import type { Example } from '../../page/index.ts'
import { codeWidth, columnsOf, indentedWidth } from '../blocks/code.ts'

/** Most lines of a chart, so that it fits on a screen. */
const most = 40

/** Sequence chart of an example with a sleeping process, if its evidence has one and it fits. */
export function sequenceBlock(example: Example, evidence: Evidence | undefined): BlockContent[] {
  const recorded = evidence?.examples[example.labels.name]
  if (recorded?.chart === undefined || recorded.hash !== example.hash) return []
  const chart = sequenceChart(recorded.chart)
  // If no process sleeps, the order of the calls says it all.
  if (chart.spans.length === 0) return []
  const text = sequenceText(chart, { columns: indentedWidth })
  const value = text.replace(/\n$/, '')
  if (value === '' || columnsOf(value) > codeWidth || value.split('\n').length > most) return []
  const caption = `Sequence on ${recorded.chart.target}:`
  return [
    { type: 'paragraph', children: [{ type: 'text', value: caption }] },
    { type: 'code', lang: 'text', value },
  ]
}
