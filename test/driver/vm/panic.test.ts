import { expect, test } from 'vitest'
import { cacheAt } from '../../../tools/driver/vm/cache.ts'
import { withGuest } from '../../../tools/driver/vm/keep-guests.ts'
import { readPrepared } from '../../../tools/driver/vm/prepared.ts'

const hex = (text: string): string => `x${Buffer.from(text).toString('hex')}`

// No example can reach this file: the test bypasses the adapter.
test('a kernel panic is reported', { timeout: 60_000 }, async ({ skip }) => {
  const cache = cacheAt()
  const prepared = readPrepared(cache, '6.12')
  if (typeof prepared === 'string') return skip(`${prepared}; manproof vm prepare --only 6.12`)
  const saved = { cache, folder: prepared.folder, name: '6.12' }
  const reason = await withGuest(saved, (guest) => {
    const transport = guest.openWorld('/tmp')
    return new Promise<string>((resolve) => {
      transport.listen({ line: () => {}, end: resolve })
      transport.hold(true)
      transport.write('0 1 spawn 1 -1 -1')
      transport.write(`1 2 open ${hex('/proc/sysrq-trigger')} 1 0`)
      transport.write(`1 3 pwrite 3 ${hex('c')} 0`)
    })
  })
  expect(reason).toMatch(/^the guest ended \(its kernel panicked: /)
})
