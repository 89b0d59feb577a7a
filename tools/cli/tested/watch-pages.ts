import { watch } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Settings } from '../../manual/index.ts'
import { matchPages } from '../../manual/index.ts'
import type { Io } from '../io.ts'

const settleMs = 50

/**
 * Watch pages until Ctrl-C.
 *
 * @returns
 *   Batches of absolute paths of changed pages, each 50 ms after the first change.
 */
export async function* watchPages(
  settings: Settings,
  io: Io,
): AsyncGenerator<string[], void, void> {
  const pages = (): string[] =>
    settings.pages.flatMap((glob) =>
      matchPages(settings.root, glob).map((path) => resolve(settings.root, path)),
    )
  const changed = new Set<string>()
  let wake = (): void => undefined
  const watchers = [...new Set(pages().map((path) => dirname(path)))].map((folder) =>
    watch(folder, (_, name) => {
      if (name !== null) changed.add(join(folder, name))
      wake()
    }),
  )
  io.signal.addEventListener('abort', () => wake())
  try {
    while (!io.signal.aborted) {
      io.stderr('waiting for changes, press Ctrl-C to stop\n')
      const due = await nextChange()
      if (due.length > 0) yield due
    }
  } finally {
    for (const watcher of watchers) watcher.close()
  }

  async function nextChange(): Promise<string[]> {
    if (changed.size === 0) {
      await new Promise<void>((done) => {
        wake = done
      })
    }
    // Editors save a page in several steps.
    await new Promise((done) => setTimeout(done, settleMs))
    const known = new Set(pages())
    const due = [...changed].filter((path) => known.has(path))
    changed.clear()
    return io.signal.aborted ? [] : due
  }
}
