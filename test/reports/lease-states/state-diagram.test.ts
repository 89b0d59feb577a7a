import { expect, test } from 'vitest'
import { formatSvg } from '../../../tools/chart/index.ts'
import { stateSvg } from './state-svg.ts'
import { stateText } from './state-text.ts'

const graph = {
  states: ['off', 'on', '<broken>'],
  edges: [
    { from: 'off', to: 'on', labels: ['press', 'pull'] },
    { from: 'on', to: 'off', labels: ['press'] },
    { from: 'on', to: '<broken>', labels: ['hit'] },
    { from: '<broken>', to: 'off', labels: ['repair'] },
  ],
}

test('a diagram in text lists the transitions from each state', () => {
  expect(`\n${stateText(graph)}`).toBe(`
off
  | press
  | pull
  '--> on
on
  | press
  '--> off
  | hit
  '--> <broken>
<broken>
  | repair
  '--> off
`)
})

test('a drawing has each state and transition, and the first state again on the right', () => {
  const placeOf = (state: string) => ({ column: graph.states.indexOf(state), row: 0 })
  const text = formatSvg(stateSvg(graph, { title: 'A lamp', id: 'lamp', placeOf }))
  const boxes = [...text.matchAll(/text-anchor="middle">([^<\d]+)</g)].map((match) => match[1])
  expect(boxes).toEqual(['off', 'on', '&lt;broken&gt;', 'off'])
  expect(text.match(/<path d="M[^"]*Q/g)).toHaveLength(4)
  expect(text).toContain('<title id="lamp-title">A lamp</title>')
  expect(text).toContain('From off to on: press; pull. From on to off: press.')
  const xs = [...text.matchAll(/<rect x="([\d.]+)"/g)].map((match) => Number(match[1]))
  expect(xs).toEqual([...new Set(xs)].sort((a, b) => a - b))
})

test('an empty graph is an empty drawing', () => {
  const placeOf = () => ({ column: 0, row: 0 })
  const text = formatSvg(stateSvg({ states: [], edges: [] }, { title: '', id: 'x', placeOf }))
  expect(text).not.toMatch(/NaN|Infinity/)
})
