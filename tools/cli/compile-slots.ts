import { compileAll } from './compile-pool.ts'
import type { CompileTask } from './compile-task.ts'
import type { Sink } from './output.ts'
import { type KeptPage, keptPage } from './page-cache.ts'

/** One page on its way. */
export interface Slot {
  readonly path: string
  /** Absent until it is compiled. */
  page: KeptPage | undefined
  /** Whether its files are asked for, not only what other pages need to know of it. */
  readonly isAsked: boolean
  /** Whether it need not be compiled. */
  readonly isKept: boolean
}

/** How slots are filled. */
export interface SlotWork {
  readonly signal: AbortSignal
  /** Gets the files of the pages that are asked for, as they come. */
  readonly sink: Sink
  /**
   * Says what to compile, and the hashes of all that it is compiled from.
   *
   * @param isVain
   *   Whether a page that is asked for was refused when it was read: nothing will be written.
   */
  task(slot: Slot, isVain: boolean): { readonly key: string; readonly task: CompileTask }
}

/**
 * Compile the pages that are not kept.
 *
 * @param slots
 *   Pages in their order; all have their page in the end.
 * @param work
 *   Where they come from and where they go.
 * @returns
 *   Whether all are done; false where the signal ended it.
 */
export async function compileSlots(slots: readonly Slot[], work: SlotWork): Promise<boolean> {
  const due = slots.filter(({ isKept }) => !isKept)
  const keys: string[] = []
  let isVain = false
  return compileAll({
    count: due.length,
    signal: work.signal,
    task(index) {
      const { key, task } = work.task(slotOf(index), isVain)
      keys[index] = key
      return task
    },
    done(index, page) {
      const slot = slotOf(index)
      slot.page = keptPage(keys[index] ?? '', page)
      if (!slot.isAsked) return
      if (page.refused === 'read') isVain = true
      for (const file of page.files) work.sink.put(file)
    },
  })

  function slotOf(index: number): Slot {
    const slot = due[index]
    if (!slot) throw new Error(`Unexpected page ${index}, expected fewer than ${due.length}`)
    return slot
  }
}

/** Paths of what pages compile to that is on disk as it should be. */
export function keptPaths(slots: readonly Slot[]): string[] {
  return slots.flatMap(({ isKept, isAsked, page }) =>
    isKept && isAsked ? (page?.files.map(({ path }) => path) ?? []) : [],
  )
}
