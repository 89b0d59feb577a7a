import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import type { Driver, Process, World, WorldOptions } from '../../../tools/driver/index.ts'
import { PAGE, PROT_READ, PROT_WRITE } from '../../../tools/driver/index.ts'
import { openDriver } from '../../../tools/driver/vm/index.ts'

// Helpers of the tests of guests, which `manproof vm prepare` has made.

export const kernels = ['6.1', '6.12', 'newest'] as const
export const readWrite: number = PROT_READ | PROT_WRITE
export const size: number = 16 * PAGE

export interface Scene {
  readonly driver: Driver
  readonly world: World
  readonly A: Process
  readonly B: Process
}

/** Declare a test for each kernel, skipped with the remedy if it has not been prepared. */
export function guests(
  name: string,
  act: (scene: Scene) => Promise<void>,
  options: WorldOptions = { fs: 'ext4-dax', files: [{ name: 'f', size }] },
): void {
  for (const kernel of kernels) {
    test(`vm:${kernel}: ${name}`, { timeout: 120_000 }, async ({ skip }) => {
      const driver = openDriver({ kernel })
      const target = await driver.probe()
      if (!target.available) return skip(`${target.reason}; ${target.remedy}`)
      await using world = await driver.openWorld(options)
      await act({ driver, world, A: await world.process('A'), B: await world.process('B') })
    })
  }
}

/** Run a test in a temporary folder. */
export async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manproof-vm-'))
  try {
    await act(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Since 6.15 the wait is in dax_break_layout, but the kernel shows its caller. */
const waitChannels = {
  'ext4-dax': { others: 'ext4_break_layouts', newest: 'ext4_wait_dax_page' },
  'xfs-dax': { others: 'xfs_break_dax_layouts', newest: 'xfs_wait_dax_page' },
} as const

/** Name the wait channel of a call that waits for a page of a DAX file. */
export function pageWaitOf({ target }: World, fs: keyof typeof waitChannels): string {
  return waitChannels[fs][target.name === 'vm:newest' ? 'newest' : 'others']
}
