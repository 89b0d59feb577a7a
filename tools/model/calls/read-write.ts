import { integer, natural, openFile } from '../args.ts'
import { O_APPEND } from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { needInode } from '../draft.ts'
import { dataToHex, MAX_RW_COUNT, mostBytes } from '../file/bytes.ts'
import { readFile, writeFile } from '../file/change-file.ts'
import { fileSystems } from '../file/file-system.ts'
import { isInodeLocked, lockWait } from '../file/inode-locks.ts'
import { breakLayout, isLayoutStage } from '../lease/layout-break.ts'

/**
 * pread(2); assumed: a buffer that does not fit into memory is ENOMEM.
 *
 * @see fs/ext4/file.c ext4_dax_read_iter, fs/xfs/xfs_file.c xfs_file_dax_read, v6.12: DAX reads
 *   take the inode lock
 */
export function pread(context: Context): Reply {
  const { draft, args } = context
  const file = openFile(context, args[0])
  const length = natural(args[1])
  const offset = integer(args[2])
  if (file === undefined || file.ofd.access === 1) return { code: 'EBADF' }
  if (length === undefined || offset === undefined || offset < 0) return { code: 'EINVAL' }
  const inode = needInode(draft.state, file.ofd.ino)
  if (inode.type === 'dir') return { code: 'EISDIR' }
  if (inode.type === 'fifo') return { code: 'ESPIPE' }
  if (inode.type === 'device') return { code: 'EINVAL' }
  const locks = fileSystems[draft.state.fs].readLocks
  if (locks && isInodeLocked(draft.state, inode.ino)) {
    return { sleep: { stage: 'lock', wait: lockWait('inode', inode.ino), ofd: file.id } }
  }
  const count = Math.min(length, MAX_RW_COUNT)
  if (Math.min(count, inode.size - offset) > mostBytes) return { code: 'ENOMEM' }
  return { value: { hex: readFile(draft, inode.ino, offset, count) } }
}

/** pwrite(2); breaks layout leases if the filesystem does so on writes. */
export function pwrite(context: Context): Reply {
  const { draft, args, stage } = context
  const file = openFile(context, args[0])
  const hex = dataToHex(args[1])
  const offset = integer(args[2])
  if (file === undefined || file.ofd.access === 0) return { code: 'EBADF' }
  if (offset === undefined || offset < 0) return { code: 'EINVAL' }
  if (hex === undefined) return { code: 'EFAULT' }
  const inode = needInode(draft.state, file.ofd.ino)
  if (inode.type === 'fifo') return { code: 'ESPIPE' }
  if (inode.type !== 'file' || !fileSystems[draft.state.fs].regular) return { code: 'EINVAL' }
  if (hex.length === 0) return { value: 0 }
  if (hex.length > mostBytes * 2) return { code: 'ENOMEM' }
  const { ino } = inode
  if (!isLayoutStage(stage) && isInodeLocked(draft.state, ino)) {
    return { sleep: { stage: 'lock', wait: lockWait('inode', ino), ofd: file.id } }
  }
  const length = hex.length / 2
  const reply = breakLayout(context, { op: 'write', ino, offset, length }, { ofd: file.id })
  if (reply !== undefined) return reply
  const append = (file.ofd.flags & O_APPEND) !== 0
  writeFile(draft, ino, append ? needInode(draft.state, ino).size : offset, hex)
  return { value: length }
}
