import type { Element } from 'hast'
import { type SvgElement, type SvgText, sequenceChart, sequenceSvg } from '../../chart/index.ts'
import type { Evidence } from '../../evidence/index.ts'
import type { Example } from '../../page/index.ts'
import { element } from '../element.ts'
import { exampleId } from '../links/anchors.ts'

/** Make the folded sequence chart of an example, if its evidence has one. */
export function makeSequence(
  example: Example,
  evidence: Evidence | undefined,
): Element | undefined {
  const { name } = example.labels
  const recorded = evidence?.examples[name]
  if (recorded?.chart === undefined || recorded.hash !== example.hash) return undefined
  const title = `Sequence on ${recorded.chart.target}`
  const id = `${exampleId(name)}~sequence`
  const drawing = sequenceSvg(sequenceChart(recorded.chart), { title, id })
  return element(
    'details',
    { className: ['sequence'] },
    element('summary', {}, title),
    element(
      'div',
      { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: `${title} of ${name}` },
      toHast(drawing),
    ),
  )
}

function toHast({ tagName, properties, children }: SvgElement): Element {
  const isText = (child: SvgElement | SvgText): child is SvgText => child.type === 'text'
  return element(
    tagName,
    { ...properties },
    children.map((child) => (isText(child) ? child.value : toHast(child))),
  )
}
