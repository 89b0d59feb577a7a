import { openFile } from '../args.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { drop, needInode } from '../draft.ts'
import type { Errno } from '../errno.ts'
import { cloneFile } from '../file/change-file.ts'
import { fileSystems } from '../file/file-system.ts'
import { isInodeLocked, lockWait } from '../file/inode-locks.ts'
import { breakLayout, isLayoutStage } from '../lease/layout-break.ts'
import { finishEviction } from '../process/pin.ts'
import type { Inode } from '../state.ts'

/**
 * umount(2) of the filesystem of the world, which removes its files.
 *
 * @see umount(2), EBUSY; fs/dax.c dax_break_layout_final, v6.15: busy pages are waited for
 */
export function umount(context: Context): Reply {
  const { draft, stage } = context
  if (caller(context).uid !== 0) return { code: 'EPERM' }
  if (stage === '') {
    if (draft.state.ofds.length > 0) return { code: 'EBUSY' }
    for (const path of Object.keys(draft.state.paths)) if (path !== '/') drop(draft, 'paths', path)
  }
  const inodes = Object.keys(draft.state.inodes).map(Number)
  return finishEviction(context, inodes, 0)
}

function reflinkRefusal(context: Context, from: Inode, to: Inode): Errno | undefined {
  if (from.type === 'dir' || to.type === 'dir') return 'EISDIR'
  if (from.type !== 'file' || to.type !== 'file') return 'EINVAL'
  return fileSystems[context.draft.state.fs].reflinks ? undefined : 'EOPNOTSUPP'
}

/**
 * ioctl(FICLONE): `reflink(to, from)` makes `to` share all blocks of `from`.
 *
 * @see fs/xfs/xfs_reflink.c xfs_reflink_remap_prep, v5.2: locks and breaks the layout of the
 *   destination first, and refuses DAX files then; v6.0 lets DAX files share
 */
export function reflink(context: Context): Reply {
  const { draft, args, stage } = context
  const [to, from] = [openFile(context, args[0]), openFile(context, args[1])]
  if (to === undefined || from === undefined) return { code: 'EBADF' }
  if (to.ofd.access === 0 || from.ofd.access === 1) return { code: 'EBADF' }
  const [target, source] = [to, from].map(({ ofd }) => needInode(draft.state, ofd.ino))
  if (target === undefined || source === undefined) return { code: 'EBADF' }
  const refusal = reflinkRefusal(context, source, target)
  if (refusal !== undefined) return { code: refusal }
  const { ino } = target
  if (!isLayoutStage(stage) && isInodeLocked(draft.state, ino)) {
    return { sleep: { stage: 'lock', wait: lockWait('inode', ino), ofd: to.id } }
  }
  const change = { op: 'remap', ino, offset: 0, length: source.size } as const
  const reply = breakLayout(context, change, { ofd: to.id })
  if (reply !== undefined) return reply
  if (target.dax && draft.rules.daxReflink.value === 'EINVAL') return { code: 'EINVAL' }
  // A copy is indistinguishable from sharing: writing to either file unshares.
  cloneFile(draft, ino, source.ino)
  return { value: 0 }
}
