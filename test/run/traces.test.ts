import { expect, test } from 'vitest'
import { simTarget } from '../../tools/driver/index.ts'
import { examplePage, runPage } from './run-page.ts'

const code = `import { F_RDLCK, F_SETLEASE, F_UNLCK, O_RDONLY, O_WRONLY, openWorld } from 'manproof'
async function use(size) {
  await using world = await openWorld({ files: [{ name: 'f', size }] })
  const app = await world.process('app')
  const other = await world.process('other')
  const fd = await app.open('f', O_RDONLY)
  for (let turn = 0; turn < size; turn += 1) {
    await app.fcntl(fd, F_SETLEASE, F_RDLCK)  //=> 0
  }
  const opened = other.open('f', O_WRONLY)  //=> blocks
  await app.fcntl(fd, F_SETLEASE, F_UNLCK)  //=> 0
  const also = opened
  await also                                //=> 3
  return [await app.stat('f')].length       //=> 1
}
await use(1)
await use(2)
`

test('a run yields the trace of each world, with the calls that each expectation observes', async () => {
  const { results } = await runPage(examplePage(code), [simTarget('linux-6.18')])
  const [{ traces, faults } = { traces: [], faults: [] }] = results
  expect(faults).toEqual([])
  expect(traces.map(({ calls }) => calls)).toEqual([
    [[4], [5], [6], [5], []],
    [[4, 5], [6], [7], [6], []],
  ])
  expect(traces.map(({ input }) => input.length)).toEqual([8, 9])
})

const fifo = `import { O_RDONLY, openWorld } from 'manproof'
await using world = await openWorld({ files: [{ name: 'p', type: 'fifo' }] })
const app = await world.process('app')
const other = await world.process('other')
`

test.each([
  [
    'another process',
    'const opened = app.open("p", O_RDONLY) //=> blocks\nawait other.stat("p")',
    [],
  ],
  ['the same one', 'const opened = app.open("p", O_RDONLY) //=> blocks\nawait app.stat("p")', [3]],
  // Its program has abandoned the call: the process is the same thread.
  ['the same one later', 'await app.open("p", O_RDONLY) //=> blocks\nawait app.stat("p")', []],
])('during a call that sleeps, %s makes another', async (_who, calls, threaded) => {
  const { results } = await runPage(examplePage(fifo + calls), [simTarget('linux-6.18')])
  expect(results.flatMap(({ traces }) => traces.map((trace) => trace.threaded))).toEqual([threaded])
})
