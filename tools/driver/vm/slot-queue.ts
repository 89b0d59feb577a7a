import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cache } from './cache.ts'

const everyMs = 100
const freshMs = 500

/**
 * Signal that a slot is wanted, to processes with an idle guest, until the timer is cleared.
 *
 * The signal is a recently touched file, so it expires when the waiting process dies.
 */
export function askForSlot(cache: Cache): NodeJS.Timeout {
  const sign = signOf(cache)
  mkdirSync(cache.root, { recursive: true })
  writeFileSync(sign, '')
  return setInterval(() => {
    const now = new Date()
    try {
      utimesSync(sign, now, now)
    } catch {
      // The cache was removed, which the attempt to start a guest reports.
    }
  }, everyMs)
}

/** Whether a process waits for a slot. */
export function isSlotWanted(cache: Cache): boolean {
  const changed = statSync(signOf(cache), { throwIfNoEntry: false })?.mtimeMs
  return changed !== undefined && Date.now() - changed < freshMs
}

function signOf(cache: Cache): string {
  return join(cache.root, 'slot-wanted')
}
