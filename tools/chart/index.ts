export type { ChartLine } from './chart-line.ts'
export {
  type ChartRow,
  type ChartTrace,
  type Lane,
  type SequenceChart,
  type Span,
  sequenceChart,
} from './sequence-chart.ts'
export { sequenceSvg } from './sequence-svg.ts'
export { sequenceText } from './sequence-text.ts'
export { formatSvg, type SvgElement, type SvgText } from './svg.ts'
