import type { VFile } from 'vfile'
import { type Level, levelOf, levels } from './level.ts'

/**
 * Find the worst level among all messages.
 *
 * @param files
 *   Files with messages.
 * @returns
 *   Level; nothing when there is no message.
 */
export function worstLevel(files: Iterable<VFile>): Level | undefined {
  let worst = -1
  for (const file of files) {
    for (const message of file.messages) worst = Math.max(worst, levels.indexOf(levelOf(message)))
  }
  return levels[worst]
}
