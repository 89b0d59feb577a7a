import { expect, test } from 'vitest'
import * as k from '../../tools/driver/index.ts'
import { hostTarget } from '../../tools/driver/index.ts'
import { examplePage, pageOf, runPage } from '../run/run-page.ts'
import { failure, lease, look, real, type Scene } from './host/scene.ts'
import { guests, pageWaitOf } from './vm/scene.ts'

// "Blocked" is an outcome: seen in the kernel, with its wait channel, and ended in every way.

async function endInEachWay({ world, A, B }: Pick<Scene, 'world' | 'A' | 'B'>): Promise<void> {
  const [C, D] = [await world.process('C'), await world.process('D')]
  const fd = await lease(A)
  await B.sigaction('SIGUSR1', [])
  const [interrupted, released, killed] = [B, C, D].map((process) => process.truncate('f', 0))
  await world.settle()
  const calls = [interrupted, released, killed].flatMap((call) => call ?? [])
  const asleep = { settled: false, waitsFor: '__break_lease', state: 'S' }
  expect(calls.map(look)).toEqual([asleep, asleep, asleep])
  await A.kill(B, 'SIGUSR1')
  await A.kill(D, 'SIGKILL')
  await world.settle()
  expect(calls.map(look)).toEqual([{ settled: true }, asleep, { settled: true }])
  await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
  const { name } = world.target
  expect(await Promise.all(calls.map(failure))).toEqual([
    `SystemError: EINTR: truncate 'f' on ${name}`,
    'returned 0',
    'KilledError: Process D was killed by SIGKILL',
  ])
}

real('blocked calls end by a signal, by the holder, and by death', endInEachWay)
guests('blocked calls end by a signal, by the holder, and by death', endInEachWay)

guests('uninterruptible waits are distinguished from interruptible ones', async (scene) => {
  const { world, A, B } = scene
  const C = await world.process('C')
  const map = await A.mmap(
    await A.open('f', k.O_RDWR),
    0,
    k.PAGE,
    k.PROT_READ | k.PROT_WRITE,
    k.MAP_SHARED,
  )
  const pin = await A.pin_user_pages(map, 0, k.PAGE, k.FOLL_WRITE)
  const first = B.truncate('f', 0)
  await world.settle()
  const second = C.truncate('f', 0)
  await world.settle()
  const waitsFor = pageWaitOf(world, 'ext4-dax')
  expect(look(first)).toEqual({ settled: false, waitsFor, state: 'S' })
  // The first one sleeps while it has the lock of the inode.
  expect(look(second)).toMatchObject({ settled: false, state: 'D' })
  await C.sigaction('SIGUSR1', []).catch(() => {})
  await A.unpin_user_pages(pin)
  expect([await first, await second]).toEqual([0, 0])
})

test('the message on an unexpected `blocks` says where the call waits', async ({ skip }) => {
  const host = hostTarget()
  const code = `import { F_RDLCK, F_SETLEASE, O_RDONLY, openWorld } from 'manproof'
await using world = await openWorld({ files: [{ name: 'f', size: 4096 }] })
const A = await world.process('A')
await A.fcntl(await A.open('f', O_RDONLY), F_SETLEASE, F_RDLCK)
const cut = A.truncate('f', 0) //=> 0`
  const page = await runPage(examplePage(code), [host])
  if (page.results[0]?.status === 'skipped') return skip(page.results[0].skip?.reason)
  expect(page.messages).toBe(
    'docs/page.7.md:14:32: error: Unexpected outcome `blocks` on host, expected `0` [outcome-mismatch]\n' +
      '  it waits in: __break_lease, state S\n',
  )
})

test('200 examples that each leave a blocked call all pass', { timeout: 120_000 }, async ({
  skip,
}) => {
  const code = `import { F_RDLCK, F_SETLEASE, O_RDONLY, openWorld } from 'manproof'
const world = await openWorld({ files: [{ name: 'f', size: 4096 }] })
const A = await world.process('A')
await A.fcntl(await A.open('f', O_RDONLY), F_SETLEASE, F_RDLCK)
const cut = A.truncate('f', 0) //=> blocks`
  const fences = Array.from(
    { length: 200 },
    (_, index) => `\`\`\`ts name=n${index}\n${code}\n\`\`\``,
  )
  const page = await runPage(pageOf(fences.join('\n\n')), [hostTarget()])
  if (page.results[0]?.status === 'skipped') return skip(page.results[0].skip?.reason)
  expect(page.messages).toBe('')
  expect(page.results.filter(({ status }) => status === 'passed')).toHaveLength(200)
})
