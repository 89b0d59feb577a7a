import { join } from 'node:path'
import { beginWait } from '../waiting.ts'
import type { Cache } from './cache.ts'
import { type Guest, openGuest } from './guest.ts'
import { guestFds } from './guest-command.ts'
import { loadState, openMonitor } from './monitor.ts'
import { askForSlot, isSlotWanted } from './slot-queue.ts'
import { type Machine, startMachine } from './start-machine.ts'

/** Milliseconds for which an idle guest is kept for the next world. */
const idleMs = 3_000
const patienceMs = 65_000
/** Milliseconds of that before a message: the guests of one run take turns faster. */
const quietMs = 5_000

interface Kept {
  readonly cache: Cache
  readonly guest: Promise<Guest>
  /** Worlds about to be opened. */
  coming: number
  timer?: NodeJS.Timeout
}

/** Milliseconds between two checks whether a slot is wanted. */
const lookMs = 100

/** Guests of this thread, by their folder. */
const kept = new Map<string, Kept>()

export interface SavedGuest {
  readonly cache: Cache
  readonly folder: string
  /** Shown by `ps`. */
  readonly name: string
}

/**
 * Lend a guest: a running one, or one that resumes the saved state.
 *
 * A guest that was stopped in the meantime (`manproof vm stop`) is replaced, once.
 *
 * @param use
 *   Opens a world in the guest, which is kept until then.
 */
export async function withGuest<T>(
  saved: SavedGuest,
  use: (guest: Guest) => Promise<T>,
): Promise<T> {
  const first = await keep(saved)
  try {
    return await lend(saved, first, use)
  } catch (error) {
    if ((await first.guest).usable()) throw error
  }
  return lend(saved, await keep(saved), use)
}

async function lend<T>(
  { folder }: SavedGuest,
  entry: Kept,
  use: (guest: Guest) => Promise<T>,
): Promise<T> {
  try {
    return await use(await entry.guest)
  } finally {
    entry.coming--
    void rest(folder, entry)
  }
}

async function keep(saved: SavedGuest): Promise<Kept> {
  const known = kept.get(saved.folder)
  if (known !== undefined) {
    known.coming++
    const guest = await known.guest
    if (guest.usable()) return known
    known.coming--
    if (kept.get(saved.folder) === known) kept.delete(saved.folder)
    if (guest.count() === 0) await guest.close()
    return keep(saved)
  }
  const entry: Kept = {
    cache: saved.cache,
    guest: resume(saved, () => void rest(saved.folder, entry)),
    coming: 1,
  }
  kept.set(saved.folder, entry)
  entry.guest.catch(() => kept.delete(saved.folder))
  return entry
}

// Called when the guest may be idle; a broken guest is dropped at once.
async function rest(folder: string, entry: Kept): Promise<void> {
  const guest = await entry.guest.catch(() => undefined)
  clearInterval(entry.timer)
  if (guest === undefined || entry.coming > 0 || guest.count() > 0) return
  const isWanted = (): boolean => isSlotWanted(entry.cache)
  const drop = (): void => {
    clearInterval(entry.timer)
    if (kept.get(folder) === entry) kept.delete(folder)
    void guest.close()
  }
  if (!guest.usable() || isWanted()) return drop()
  const end = performance.now() + idleMs
  entry.timer = setInterval(() => {
    if (isWanted() || performance.now() > end) drop()
  }, lookMs)
  entry.timer.unref()
}

/** Close idle guests, to free slots. */
async function giveUpIdle(): Promise<void> {
  for (const [folder, entry] of kept) {
    const guest = entry.coming > 0 ? undefined : await entry.guest.catch(() => undefined)
    if (guest === undefined || entry.coming > 0 || guest.count() > 0) continue
    kept.delete(folder)
    await guest.close()
  }
}

async function resume(saved: SavedGuest, onIdle: () => void): Promise<Guest> {
  const first = await tryNow(saved, onIdle)
  if (first !== undefined) return first
  await giveUpIdle()
  const asking = askForSlot(saved.cache)
  const line = `vm:${saved.name}: waiting for a free guest slot`
  const endWait = beginWait(line, quietMs)
  try {
    return await attempt(saved, onIdle, patienceMs)
  } finally {
    endWait()
    clearInterval(asking)
  }
}

async function tryNow(saved: SavedGuest, onIdle: () => void): Promise<Guest | undefined> {
  try {
    return await attempt(saved, onIdle, 0)
  } catch (error) {
    if (error instanceof Error && error.message.includes('no slot')) return undefined
    throw error
  }
}

async function attempt(saved: SavedGuest, onIdle: () => void, patience: number): Promise<Guest> {
  const { cache, folder, name } = saved
  const path = join(cache.guests, folder)
  const machine = startMachine({
    folder: path,
    name,
    start: 'saved',
    guard: join(path, 'guard'),
    slotFolder: cache.slots,
    patienceMs: patience,
  })
  return begin(machine, onIdle)
}

async function begin(machine: Machine, onIdle: () => void): Promise<Guest> {
  try {
    await loadState(await openMonitor(machine), guestFds.state)
  } catch (error) {
    machine.kill()
    const reason = await machine.ended
    const wait = reason === 'no slot' ? 'no slot is free for another guest' : reason
    throw new Error(`Cannot start a guest: ${wait}`, { cause: error })
  }
  const guest = openGuest(machine, onIdle)
  await guest.greet()
  machine.hold(false)
  return guest
}
