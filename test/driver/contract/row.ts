import type { Process, World, WorldOptions } from '../../../tools/driver/index.ts'
import * as k from '../../../tools/driver/index.ts'

const peek = Symbol.for('manproof.peek')

/** Default world of a row: one file `f` of one page. */
export const page: WorldOptions = { files: [{ name: 'f', size: k.PAGE }] }

/** One behavior on which all kernels agree. */
export interface Row {
  readonly name: string
  readonly options?: WorldOptions
  readonly run: (it: { world: World; A: Process; B: Process }) => Promise<unknown>
  readonly outcome: unknown
}

/** Wait for a call, and return its result or the name of the error. */
export async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (error instanceof k.SystemError) return error.code
    if (error instanceof k.KilledError) return `killed ${error.signal}`
    throw error
  }
}

/** Whether a call sleeps after the world has settled, without waiting for it. */
export async function sleeps(world: World, call: Promise<unknown>): Promise<boolean> {
  await world.settle()
  return !(call as unknown as { [peek](): { settled: boolean } })[peek]().settled
}

/** Open `f` and take a lease on it. */
export async function lease(
  process: Process,
  type: number,
  flags: number = k.O_RDONLY,
): Promise<number> {
  const fd = await process.open('f', flags)
  await process.fcntl(fd, k.F_SETLEASE, type)
  return fd
}
