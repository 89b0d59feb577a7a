import { expect, test } from 'vitest'
import { simTarget } from '../../tools/driver/index.ts'
import { explore, outcomeText } from '../../tools/explore/index.ts'
import * as orders from '../../tools/orders/index.ts'
import { examplePage, runPage } from '../run/run-page.ts'

/** Judge each claim of an example, and list the possible outcomes of its call. */
async function judge(code: string): Promise<string[]> {
  const { results } = await runPage(examplePage(code), [simTarget('linux-6.18')])
  const [result] = results
  const trace = orders.chooseTrace(result?.traces ?? [])
  if (result === undefined || trace === undefined) throw new Error('Unexpected run without a world')
  const explorable = orders.explorableOf(trace)
  const judged = orders.judgeClaims(orders.claimsOfRun(result, trace), explorable, {
    result: explore('linux-6.18', explorable.explored),
    written: await orders.outcomesAsWritten(explorable.scenario, 'sim:linux-6.18'),
  })
  return judged.map(({ holds, outcomes }) => `${holds}: ${outcomes.map(outcomeText).join(' | ')}`)
}

const open = `import { O_RDWR, openWorld } from 'manproof'
await using world = await openWorld({ files: [{ name: 'f', size: 1 }] })
const app = await world.process('app')
const fd = await app.open('f', O_RDWR)
`

test('a string that looks like a number remains a string', async () => {
  const claim = `await app.readFile('/proc/sys/fs/leases-enable') //=> "1\\n"`
  expect(await judge(open + claim)).toEqual(['always: 1\n'])
})

test('a claim is about its own call, not about those that the call needs', async () => {
  expect(await judge(`${open}await app.close(await app.dup(fd)) //=> 0`)).toEqual(['always: 0'])
})

test('a claim about a value derived from an answer is not about a call', async () => {
  expect(await judge(`${open}(await app.stat('f')).size //=> 1`)).toEqual(['unseen: '])
})
