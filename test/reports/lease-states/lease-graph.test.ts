import { expect, test } from 'vitest'
import { formatSvg } from '../../../tools/chart/index.ts'
import { leaseGraph } from './lease-graph.ts'
import { stateSvg } from './state-svg.ts'
import { stateText } from './state-text.ts'

const drawn = ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18'] as const
const internals = '../../../docs/internals'

const kinds = ['read', 'write', 'layout', 'exclusive layout']

/** Place states none, active and asked to go from left to right, with a row for each kind. */
function placeOf(state: string) {
  if (state === 'none') return { column: 0, row: 1.3 }
  const row = 0.3 + kinds.indexOf(state.replace(/,.*/, ''))
  if (!state.includes('asked')) return { column: 1, row }
  return { column: 2, row: row + (state.endsWith('become read') ? -0.4 : row < 1 ? -0.3 : 0.3) }
}

test.each(drawn)('the drawing of %s is up to date', async (profile) => {
  const title = `States of a lease on ext4-DAX under ${profile}`
  const drawing = stateSvg(leaseGraph(profile, 'ext4-dax'), { title, id: 'states', placeOf })
  await expect(formatSvg(drawing)).toMatchFileSnapshot(`${internals}/lease-states/${profile}.svg`)
})

test('the page of lease states is up to date', async () => {
  const sections = drawn.map((profile) => {
    const text = stateText(leaseGraph(profile, 'ext4-dax'))
    return `## ${profile}\n\n![States](lease-states/${profile}.svg)\n\n\`\`\`text\n${text}\`\`\`\n`
  })
  const head = `# States of a lease

Possible states of a lease of one holder, with one breaker, on ext4-DAX.
\`test/reports/lease-states\` finds them by exploring the model.
\`npx vitest run test/reports -u\` rewrites this page and its drawings.
`
  await expect([head, ...sections].join('\n')).toMatchFileSnapshot(`${internals}/lease-states.md`)
})

test('only a truncate of a mapped file breaks a layout lease', () => {
  const { edges } = leaseGraph('rfc-v1', 'ext4-dax')
  expect(edges.find(({ to }) => to === 'layout, asked to go')?.labels).toEqual([
    'breaker: truncate',
  ])
})

test('mainline has no layout lease', () => {
  const { states } = leaseGraph('linux-6.18', 'ext4-dax')
  expect(states.filter((state) => state.includes('layout'))).toEqual([])
})

test('an exclusive layout lease is never asked to go', () => {
  const { states, edges } = leaseGraph('rfc-v2', 'ext4-dax')
  expect(states).toContain('exclusive layout')
  expect(states).not.toContain('exclusive layout, asked to go')
  expect(leaseGraph('rfc-v1', 'ext4-dax').states).not.toContain('exclusive layout')
  expect(
    edges.filter(({ from }) => from === 'exclusive layout').flatMap(({ labels }) => labels),
  ).not.toContain('time is up')
})

test('every state can be left, and every lease can end', () => {
  for (const profile of drawn) {
    const { states, edges } = leaseGraph(profile, 'ext4-dax')
    const ending = new Set(['none'])
    for (const state of ending) for (const { from, to } of edges) if (to === state) ending.add(from)
    expect([...ending].sort()).toEqual([...states].sort())
  }
})
