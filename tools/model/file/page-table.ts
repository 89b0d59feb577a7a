import { PAGE } from '../constants.ts'
import type { Inode, Table } from '../state.ts'

/** Largest range to look up page by page; filtering is cheaper for a larger one. */
const few = 64

/** First page beyond the end of a file. */
export function pageEnd({ size }: Inode): number {
  return Math.ceil(size / PAGE)
}

/**
 * Keys of a table of pages within `[from, to)`.
 *
 * Listing all keys takes as long as about thirty look-ups, so small ranges are tried page by page.
 */
export function keysWithin(table: Table<unknown>, from: number, to: number): readonly number[] {
  if (to - from > few) {
    const keys = Object.keys(table).map(Number)
    return keys.filter((key) => key >= from && key < to)
  }
  let keys = none
  for (let key = from; key < to; key += 1) {
    if (table[key] !== undefined) keys = keys === none ? [key] : [...keys, key]
  }
  return keys
}

const none: readonly number[] = []

/** A table without the entries in `[from, to)`, except those that are also in `kept`. */
export function withoutKeys<T>(
  table: Table<T>,
  from: number,
  to: number,
  kept?: Table<unknown>,
): Table<T> {
  const gone = keysWithin(table, from, to)
  if (gone.length === 0) return table
  let copy: Record<number, T> | undefined
  for (const key of gone) {
    if (kept?.[key] !== undefined) continue
    copy ??= { ...table }
    delete copy[key]
  }
  return copy ?? table
}
