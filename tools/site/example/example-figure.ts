import type { Element, ElementContent } from 'hast'
import type { Evidence } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import { element } from '../element.ts'
import { exampleId } from '../links/anchors.ts'
import { lineId, makeCode } from './code-lines.ts'
import type { Highlight } from './highlight.ts'
import { makeOutcomes } from './outcome-table.ts'
import { makeSequence } from './sequence.ts'

/** Data for the figures of examples. */
export interface ExampleSetting {
  readonly highlight: Highlight
  readonly evidence: Evidence | undefined
  readonly targets: readonly Target[]
}

/** Make the figure of an example: its code, folded above the cut, and its outcomes. */
export function makeExample(example: Example, setting: ExampleSetting): Element {
  const { name } = example.labels
  const id = exampleId(name)
  const code = setting.highlight(example.code, 'ts')
  const hidden = code.length - example.shown.split('\n').length
  const marks = new Map(
    example.expectations.map(({ place }): [number, string] => {
      const line = example.lines.findIndex((point) => point.line === place.start.line)
      return [line, lineId(name, line)]
    }),
  )
  const lines = code.map((spans, line) => (marks.has(line) ? markClaim(spans) : spans))
  return element(
    'figure',
    { className: ['example'], id },
    element(
      'figcaption',
      {},
      element('a', { className: ['permalink'], href: `#${id}` }, name),
      copyButton(),
    ),
    hidden > 0 ? makeFold(lines.slice(0, hidden), marks) : undefined,
    element('pre', { tabIndex: 0 }, makeCode(lines.slice(hidden), shift(marks, hidden))),
    makeOutcomes(example, setting.evidence, setting.targets),
    makeSequence(example, setting.evidence),
  )
}

/** Mark the expectation of a line, which is the comment at its end. */
function markClaim(spans: readonly ElementContent[]): ElementContent[] {
  const claim = spans.at(-1)
  if (claim?.type !== 'element') return [...spans]
  return [...spans.slice(0, -1), { ...claim, properties: { className: ['x'] } }]
}

/** Fold the lines above the cut and the cut itself, so that both parts together are the program. */
function makeFold(lines: readonly ElementContent[][], marks: ReadonlyMap<number, string>): Element {
  const count = lines.length === 2 ? '1 line' : `${lines.length - 1} lines`
  return element(
    'details',
    {},
    element('summary', {}, `${count} of setup`),
    element('pre', { tabIndex: 0 }, makeCode(lines, marks)),
  )
}

/** Hidden until the script runs, without which it would do nothing. */
function copyButton(): Element {
  return element('button', { type: 'button', className: ['copy'], hidden: true }, 'Copy program')
}

function shift(marks: ReadonlyMap<number, string>, by: number): ReadonlyMap<number, string> {
  return new Map([...marks].map(([line, id]) => [line - by, id]))
}
