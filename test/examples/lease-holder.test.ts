import { anyProgram, describeStep, openSide, perform, type Step } from 'manproof/fast-check'
import { openWorld, type Process, type SimProfile, simProfiles } from 'manproof/sim'
import { expect, test } from 'vitest'
import { type Holder, holdCarefully, holdNaively } from '../../examples/lease-holder.ts'
import { breakers, nobodyWaits } from '../../examples/test-a-holder.ts'
import fc from '../seeded.ts'

type Hold = (process: Process, path: string) => Promise<Holder>

/** Run a holder against breakers, and throw if one still sleeps after the holder has answered. */
async function runBeside(profile: SimProfile, hold: Hold, program: readonly Step[]): Promise<void> {
  await using world = await openWorld({ profile, fs: 'ext4', files: [{ name: 'f', size: 4096 }] })
  const holder = await hold(await world.process('holder'), 'f')
  const breakers = openSide(world)
  for (const step of program) {
    await holder.take()
    await perform(breakers, step)
    await holder.answer()
    await perform(breakers, { call: 'advance', args: [0] })
    if (breakers.asleep.size > 0) {
      throw new Error(`${describeStep(step)} sleeps, and the holder has answered all signals`)
    }
  }
}

function property(profile: SimProfile, hold: Hold) {
  const breakers = anyProgram({
    processes: ['B', 'C'],
    calls: ['open', 'close', 'truncate', 'pwrite', 'stat'],
    seconds: [],
  })
  return fc.asyncProperty(breakers, (program) => runBeside(profile, hold, program))
}

test.each(simProfiles)(
  'random breakers find the bug of the naive holder on %s',
  async (profile) => {
    const { failed, counterexample } = await fc.check(property(profile, holdNaively), { seed: 1 })
    expect(failed).toBe(true)
    const [program = []] = counterexample ?? []
    // The first break is answered; the SIGIO of the second one names no descriptor.
    expect(program).toHaveLength(2)
    for (const step of program)
      expect(describeStep(step)).toMatch(/^[BC]\.(?:open|truncate)\("f", /)
  },
)

test.each(simProfiles)(
  'random breakers find no bug in the careful holder on %s',
  async (profile) => {
    await fc.assert(property(profile, holdCarefully), { numRuns: 150 })
  },
)

test('the holder takes its lease again after the writer has closed', async () => {
  await using world = await openWorld({ profile: 'linux-6.18', files: [{ name: 'f', size: 1 }] })
  const holder = await holdCarefully(await world.process('holder'), 'f')
  const writer = await world.process('writer')
  await holder.take()
  const opening = writer.open('f', 1)
  await holder.answer()
  const fd = await opening
  await holder.take()
  expect([holder.holds(), world.now]).toEqual([false, 0])
  await writer.close(fd)
  await holder.take()
  expect(holder.holds()).toBe(true)
})

test('the property in the manual fails with two breaks', async () => {
  const property = fc.asyncProperty(breakers, nobodyWaits)
  const { counterexample, errorInstance } = await fc.check(property, { seed: 1 })
  expect(String(errorInstance)).toBe('Error: A breaker sleeps')
  const [program = []] = counterexample ?? []
  expect(program).toHaveLength(2)
  for (const step of program) expect(describeStep(step)).toMatch(/^[BC]\.(?:open|truncate)\(/)
})
