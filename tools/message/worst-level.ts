import type { VFile } from 'vfile'
import { type Level, levelOf, levels } from './level.ts'

/**
 * Find the worst level among the messages of files.
 *
 * @param files
 *   Files.
 * @returns
 *   Level; `undefined` if there are no messages.
 */
export function worstLevel(files: Iterable<VFile>): Level | undefined {
  let worst = -1
  for (const file of files) {
    for (const message of file.messages) worst = Math.max(worst, levels.indexOf(levelOf(message)))
  }
  return levels[worst]
}
