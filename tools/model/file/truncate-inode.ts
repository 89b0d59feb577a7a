import type { Context, Reply } from '../context.ts'
import { needInode } from '../draft.ts'
import type { Kept } from '../lease/layout-break.ts'
import { breakLayout, isLayoutStage } from '../lease/layout-break.ts'
import { resizeFile } from './change-file.ts'
import { attributeLock, isInodeLocked } from './inode-locks.ts'

/**
 * Set the size of an inode as `do_truncate` does: lock, layout break, change.
 *
 * Stages: `lock`, `layout:N`.
 */
export function truncateInode(context: Context, ino: number, size: number, kept: Kept): Reply {
  const { draft, stage } = context
  const resumed = isLayoutStage(stage)
  if (!resumed && isInodeLocked(draft.state, ino)) {
    return { sleep: { ...kept, stage: 'lock', wait: attributeLock(draft, ino) } }
  }
  const old = resumed ? Number(context.vars['old']) : needInode(draft.state, ino).size
  const change =
    size < old
      ? ({ op: 'shrink', ino, offset: size, length: old - size } as const)
      : ({ op: 'grow', ino, offset: old, length: size - old } as const)
  const reply = breakLayout(context, change, kept, old)
  if (reply !== undefined) return reply
  resizeFile(draft, ino, size)
  return { value: 0 }
}
