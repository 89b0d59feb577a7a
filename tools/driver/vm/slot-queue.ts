import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cache } from './cache.ts'

const everyMs = 100
const freshMs = 500

/**
 * Tell those who keep a guest without needing it that a slot is wanted, until the timer is cleared.
 *
 * The sign is the age of a file, so that one who dies while waiting wants nothing any more.
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
      // The cache was removed: whoever waits for a slot is told so by other means.
    }
  }, everyMs)
}

/** Whether somebody waits for a slot. */
export function isSlotWanted(cache: Cache): boolean {
  const changed = statSync(signOf(cache), { throwIfNoEntry: false })?.mtimeMs
  return changed !== undefined && Date.now() - changed < freshMs
}

function signOf(cache: Cache): string {
  return join(cache.root, 'slot-wanted')
}
