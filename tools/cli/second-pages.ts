import type { Slot } from './compile-slots.ts'

/** A page that would take the place of another one. */
export interface SecondPage {
  /** `README(7)`. */
  readonly page: string
  /** Path of what the other one is made from. */
  readonly first: string
}

/**
 * Find pages that go to the same file as an earlier one.
 *
 * @param slots
 *   Pages in their order, compiled.
 * @returns
 *   By slot its names that are taken; slots without any are not in it.
 */
export function secondPages(slots: readonly Slot[]): ReadonlyMap<Slot, readonly SecondPage[]> {
  const first = new Map<string, string>()
  const second = new Map<Slot, SecondPage[]>()
  for (const slot of slots) {
    for (const { path } of slot.page?.files ?? []) {
      const other = first.get(path)
      if (other === undefined) first.set(path, slot.path)
      else second.set(slot, [...(second.get(slot) ?? []), { page: pageAt(path), first: other }])
    }
  }
  return second
}

/** `man7/README.7` as `README(7)`. */
function pageAt(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.([^.]*)$/, '($1)')
}
