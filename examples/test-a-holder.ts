/**
 * A property that the naive holder of `lease-holder.ts` violates; `test/examples` checks it.
 *
 * @see fast-check, "Property based testing"
 */
// #region property
import type fc from 'fast-check'
import type { Step } from 'manproof/fast-check'
import { anyProgram, openSide, perform } from 'manproof/fast-check'
import { openWorld } from 'manproof/sim'
import { holdNaively } from '../examples/lease-holder.ts'

export const breakers: fc.Arbitrary<readonly Step[]> = anyProgram({
  processes: ['B', 'C'],
  calls: ['open', 'close', 'truncate'],
  seconds: [],
})

export async function nobodyWaits(program: readonly Step[]): Promise<void> {
  const files = [{ name: 'f', size: 4096 }]
  await using world = await openWorld({ files })
  const holder = await holdNaively(await world.process('holder'), 'f')
  const side = openSide(world)
  for (const step of program) {
    await holder.take()
    await perform(side, step)
    await holder.answer()
    await perform(side, { call: 'advance', args: [0] })
    if (side.asleep.size > 0) throw new Error('A breaker sleeps')
  }
}
// #endregion
