import type { VFile } from 'vfile'
import { worstLevel } from '../message/index.ts'
import { checkPages } from '../spec/index.ts'
import { compileManPages } from './compile-outputs.ts'
import type { Slot } from './compile-slots.ts'
import { readPages } from './read-manual.ts'
import { requireEvidence } from './require-evidence.ts'
import { restoreFile } from './restore-file.ts'
import type { Settings } from './settings.ts'

/**
 * Say why a manual cannot be written, as the long way would, from the pages that are at fault alone.
 *
 * @param settings
 *   Of the manual.
 * @param slots
 *   All its pages, compiled or read.
 * @param faulty
 *   Paths of those whose references or names are wrong.
 * @returns
 *   Pages that were asked for, with their messages, then evidence files that cannot be read;
 *   nothing where none of that is an error.
 */
export async function explainPages(
  settings: Settings,
  slots: readonly Slot[],
  faulty: readonly string[],
): Promise<readonly VFile[] | undefined> {
  const asked = slots.filter(({ isAsked }) => isAsked)
  const due = asked.filter(({ path, page }) => page?.refused || faulty.includes(path))
  const read = readPages(
    settings,
    due.map(({ path }) => path),
  )
  const specs = read.flatMap(({ spec }) => spec ?? [])
  checkPages(
    specs,
    slots.flatMap(({ page }) => page?.facts ?? []),
  )
  const { evidence, files } = await requireEvidence({ settings, specs })
  const known = new Map(read.map(({ path, file }) => [path, file]))
  const isRead = worstLevel([...known.values(), ...files]) !== 'error'
  if (isRead) await compileManPages({ settings, specs, whole: false }, { evidence })
  const pages = await Promise.all(
    asked.map(({ path, page }) => {
      const messages = page?.messages.slice(0, isRead ? undefined : page.readingCount) ?? []
      return known.get(path) ?? restoreFile({ cwd: settings.root, path }, messages)
    }),
  )
  const all = [...pages, ...files]
  return worstLevel(all) === 'error' ? all : undefined
}
