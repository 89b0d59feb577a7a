import { expect, test } from 'vitest'
import type { Target } from '../../tools/outcome/index.ts'
import { examplePage, fakeTarget, type PageRun, runPage, statuses } from './run-page.ts'

const sound = "{ available: true, name: 'x', release: '1', capabilities: [], fs: [] }"

/** A target whose module has this text. */
function targetOf(name: string, text: string): Target {
  return { ...fakeTarget(name), module: `data:text/javascript,${encodeURIComponent(text)}` }
}

function probing(name: string, body: string): Target {
  return targetOf(name, `export const openDriver = () => ({ probe() { ${body} } })`)
}

/** Run one example on strange targets and on a sound one; each has its own answer. */
function runOn(
  targets: readonly Target[],
  code = 'const five = async () => 5\nawait five() //=> 5',
) {
  return runPage(examplePage(code), [...targets, fakeTarget('sound')], { timeoutMs: 2_000 })
}

/** Why each target but the sound one is not used. */
function reasonsOf({ summary }: PageRun): Record<string, unknown> {
  const probes = summary.targets.slice(0, -1).map(({ target, probe }) => {
    return [target.name, probe.available ? probe : { [`${probe.broken}`]: probe.reason }]
  })
  return Object.fromEntries(probes)
}

const unlike = (key: string, wanted: string): object => ({
  true: `Unexpected \`${key}\` of the probe, expected ${wanted}`,
})
const noObject = { true: 'Unexpected probe, expected an object' }

test('a driver whose probe returns something else is broken, and others are not', async () => {
  const bodies = {
    nothing: ['', noObject],
    null: ['return null', noObject],
    'a text': ["return 'yes'", noObject],
    'no member': ['return {}', unlike('available', 'a boolean')],
    'a number': ['return { available: 1 }', unlike('available', 'a boolean')],
    'no reason': ["return { available: false, name: 'x' }", unlike('reason', 'a string')],
    'a symbol': [
      "return { available: false, name: 'x', reason: 'r', remedy: Symbol() }",
      unlike('remedy', 'a string'),
    ],
    'no name': [`return { ...${sound}, name: undefined }`, unlike('name', 'a string')],
    'a release': [`return { ...${sound}, release: 6.1 }`, unlike('release', 'a string')],
    'no list': [
      `return { ...${sound}, capabilities: null }`,
      unlike('capabilities', 'a list of strings'),
    ],
    'a list of others': [
      `return { ...${sound}, fs: ['ext4', 3] }`,
      unlike('fs', 'a list of strings'),
    ],
    'a member more': [
      `return { ...${sound}, more: () => 1 }`,
      { available: true, name: 'x', release: '1', capabilities: [], fs: [] },
    ],
  } as const
  const entries = Object.entries(bodies)
  const run = await runOn(entries.map(([name, [body]]) => probing(name, body)))
  expect(reasonsOf(run)).toEqual(
    Object.fromEntries(entries.map(([name, [, reason]]) => [name, reason])),
  )
  expect(statuses(run).slice(-2)).toEqual(['it on a member more: passed', 'it on sound: passed'])
  expect(run.summary).toMatchObject({ passed: 2, failed: 0, ok: false })
})

test('a driver that throws is broken, whatever it throws', async () => {
  const bodies = {
    'an error': ["throw new Error('no')", 'no'],
    'a promise': ["return Promise.reject(new Error('later'))", 'later'],
    null: ['throw null', 'null'],
    'a text': ["throw 'text'", "'text'"],
    'what throws': ["throw { name: 'E', get message() { throw new Error('no') } }", 'it threw a'],
    'a member': ["return { get available() { throw new Error('no') } }", 'no'],
    'a proxy': ["return new Proxy({}, { get() { throw new Error('no') } })", 'no'],
  } as const
  const modules = {
    'a module': ["throw new Error('top')", 'top'],
    'no module': ['export const', 'Unexpected end of input'],
    'no export': ['export const open = 1', 'Unexpected module `data:'],
    'no function': ['export const openDriver = null', 'Unexpected module `data:'],
    opening: ['export const openDriver = () => { throw 3 }', '3'],
    'no driver': [
      'export const openDriver = () => undefined',
      'Cannot read properties of undefined',
    ],
  } as const
  const targets = [
    ...Object.entries(bodies).map(([name, [body]]) => probing(name, body)),
    ...Object.entries(modules).map(([name, [text]]) => targetOf(name, text)),
  ]
  const run = await runOn(targets)
  const reasons = reasonsOf(run)
  for (const [name, [, start]] of Object.entries({ ...bodies, ...modules })) {
    expect(reasons[name], name).toEqual({ true: expect.stringMatching(start) })
  }
  expect(statuses(run).at(-1)).toBe('it on sound: passed')
  expect(run.summary).toMatchObject({ passed: 1, failed: 0, ok: false })
})

test('a world that is not one fails its own run, and no other', async () => {
  const bodies = {
    null: ['return null', 11],
    empty: ['return {}', 11],
    throws: ['throw null', 11],
    'throws what loops': ["throw { name: 'E', get message() { for (;;) {} } }", 11],
    'has no end': [
      'return { settle() {}, [Symbol.asyncDispose]: () => new Promise(() => {}) }',
      13,
    ],
    'ends badly': ["return { settle() {}, [Symbol.asyncDispose]() { throw 'x' } }", 13],
  } as const
  const targets = Object.entries(bodies).map(([name, [body]]) =>
    targetOf(
      name,
      `export const openDriver = () => ({ probe: () => (${sound}), openWorld() { ${body} } })`,
    ),
  )
  const code =
    "import { openWorld } from 'manproof'\nawait using world = await openWorld()\nconst five = async () => 5\nawait five() //=> 5"
  const run = await runOn(targets, code)
  expect(statuses(run)).toEqual([
    ...Object.keys(bodies).map((name) => `it on ${name}: failed`),
    'it on sound: passed',
  ])
  const lines = run.results.flatMap(({ faults }) => faults.map(({ place }) => place.start.line))
  expect(lines).toEqual(Object.values(bodies).map(([, line]) => line))
})
