import { currentRun } from './current-run.ts'
import type { AnyWorld } from './driver.ts'
import { keepTrace } from './keep-trace.ts'
import { add, itemsOf } from './originals.ts'
import { slots } from './protocol.ts'

/**
 * Make `openWorld` of examples open worlds of the target under test.
 *
 * @param progress
 *   Shared buffer that counts worlds that wait for others.
 * @see tools/driver/harness.ts: the driver looks for `Symbol.for('manproof.harness')`
 */
export function installHarness(progress: Int32Array): void {
  const waits = (change: number): void => void add(progress, slots.waits, change)
  const value = Object.freeze({ openWorld, opens, waits })
  Object.defineProperty(globalThis, Symbol.for('manproof.harness'), { value })
}

async function openWorld(options: Readonly<Record<string, unknown>> = {}): Promise<AnyWorld> {
  const run = currentRun.getStore()
  if (!run?.driver || run.ended) {
    throw new Error('Cannot open a world: the example that requested it has ended')
  }
  // The label can mean several filesystems; the engine chose one for this run.
  const { asked, fs: chosen } = run.request
  const wanted = options['fs'] ?? asked
  const fs = wanted === asked ? chosen : wanted
  const world = await run.driver.openWorld({ ...options, fs })
  run.fs = typeof world.fs === 'string' ? world.fs : String(fs)
  run.opened.add(run.request.target.name)
  run.worlds.add(world)
  const dispose = world[Symbol.asyncDispose].bind(world)
  // A disposed world has nothing to settle.
  Object.defineProperty(world, Symbol.asyncDispose, {
    configurable: true,
    value: async () => {
      if (run.worlds.delete(world)) keepTrace(run, world)
      await dispose()
    },
  })
  return world
}

/** Record a world that a driver opened, for the harness or for the example directly. */
function opens({ target, fs }: AnyWorld): void {
  const run = currentRun.getStore()
  if (run === undefined || target === undefined) return
  run.opened.add(String(target.name))
  if (fs !== undefined) run.fs = String(fs)
}

/** Dispose the worlds that a run left open. */
export async function disposeWorlds(worlds: ReadonlySet<AnyWorld>): Promise<void> {
  const open = itemsOf(worlds)
  for (let index = open.length - 1; index >= 0; index -= 1) {
    await open[index]?.[Symbol.asyncDispose]()
  }
}
