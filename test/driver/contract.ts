import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Driver, World } from '../../tools/driver/index.ts'
import { breakingRows, timeRows } from './contract/breaking-rows.ts'
import { fileRows } from './contract/file-rows.ts'
import { page, type Row } from './contract/row.ts'
import { sharingRows } from './contract/sharing-rows.ts'
import { lifetimeRows, signalRows } from './contract/signal-rows.ts'
import { takingRows } from './contract/taking-rows.ts'

/** Outcome of a target that differs from a stock kernel, with the reason. */
export interface Deviation {
  readonly reason: string
  readonly outcome: unknown
}

/** Deviations by the name of the row. */
export type Deviations = Readonly<Record<string, Deviation>>

const groups = {
  taking: takingRows,
  breaking: breakingRows,
  time: timeRows,
  signals: signalRows,
  lifetime: lifetimeRows,
  sharing: sharingRows,
  files: fileRows,
}

/**
 * Declare the suite for all drivers: behavior on which all kernels agree.
 *
 * Rows are those of the measured table of ordinary leases (6.1, 6.12 and 6.18, tmpfs, ext4 and
 * xfs) and of files. Deviations are declared with their reasons where the suite is run.
 */
export function contract(name: string, driver: Driver, deviations: Deviations = {}): void {
  describe(`contract of ${name}`, () => {
    // A guest without a world is stopped as soon as another process wants one.
    let kept: World
    const keep = async (): Promise<void> => {
      kept = await driver.openWorld()
    }
    beforeAll(keep)
    afterAll(() => kept[Symbol.asyncDispose]())
    for (const [group, rows] of Object.entries(groups)) {
      describe(group, () => {
        for (const row of rows) {
          const deviation = deviations[row.name]
          const reason = deviation === undefined ? '' : ` (differs here: ${deviation.reason})`
          test(`${row.name}${reason}`, async () => {
            // A world that changes a setting of the kernel excludes others.
            const isAlone = row.options?.leaseBreakTime !== undefined
            if (isAlone) await kept[Symbol.asyncDispose]()
            await checkRow(driver, row, deviation).finally(() => (isAlone ? keep() : undefined))
          })
        }
      })
    }
    test('a world names its filesystem', async () => {
      await using any = await driver.openWorld()
      await using memory = await driver.openWorld({ fs: 'tmpfs' })
      expect(['any', 'dax']).not.toContain(any.fs)
      expect(memory.fs).toBe('tmpfs')
    })
    test.for([-1, 0.5, 2 ** 31, Number.NaN])(
      'a lease-break-time of %d is refused',
      async (seconds) => {
        const refusal = `Unexpected ${seconds} for lease-break-time, expected a whole number from 0 to 2147483647`
        const opening = driver.openWorld({ leaseBreakTime: seconds })
        await expect(opening).rejects.toThrow(new RangeError(refusal))
        await using world = await driver.openWorld()
        const before = world.leaseBreakTime
        expect(() => {
          world.leaseBreakTime = seconds
        }).toThrow(new RangeError(refusal))
        expect(world.leaseBreakTime).toBe(before)
      },
    )
    test('deviations name rows that exist', () => {
      const names = Object.values(groups).flatMap((rows) => rows.map((row) => row.name))
      expect(Object.keys(deviations).filter((row) => !names.includes(row))).toEqual([])
    })
  })
}

async function checkRow(driver: Driver, row: Row, deviation?: Deviation): Promise<void> {
  const world = await driver.openWorld(row.options ?? page)
  try {
    const A = await world.process('A')
    const B = await world.process('B')
    const expected = deviation === undefined ? row.outcome : deviation.outcome
    expect(await row.run({ world, A, B })).toEqual(expected)
  } finally {
    await world[Symbol.asyncDispose]()
  }
}
