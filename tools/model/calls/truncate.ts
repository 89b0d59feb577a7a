import { integer, openFile } from '../args.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { needInode } from '../draft.ts'
import { truncateInode } from '../file/truncate-inode.ts'
import { breakLease, resumeBreak, sleepOn } from '../lease/break-lease.ts'
import { lookUp, mayAccess } from '../lookup.ts'

/**
 * ftruncate(2): breaks no ordinary lease.
 *
 * @see fs/open.c do_sys_ftruncate, v6.12
 */
export function ftruncate(context: Context): Reply {
  const { draft, args } = context
  const size = integer(args[1])
  if (size === undefined || size < 0) return { code: 'EINVAL' }
  const file = openFile(context, args[0])
  if (file === undefined) return { code: 'EBADF' }
  const { type } = needInode(draft.state, file.ofd.ino)
  if (type !== 'file' || file.ofd.access === 0) return { code: 'EINVAL' }
  return truncateInode(context, file.ofd.ino, size, { ofd: file.id })
}

/**
 * truncate(2): counts as a writer and breaks ordinary leases, including the caller's.
 *
 * @see fs/open.c vfs_truncate, v6.12
 */
export function truncate(context: Context): Reply {
  const { draft, args, stage } = context
  const size = integer(args[1])
  if (size === undefined || size < 0) return { code: 'EINVAL' }
  let ino = Number(context.vars['ino'])
  if (stage === '') {
    const found = lookUp(draft.state, args[0])
    if ('code' in found) return { code: found.code }
    if (found.inode === undefined) return { code: 'ENOENT' }
    if (found.inode.type === 'dir') return { code: 'EISDIR' }
    if (found.inode.type !== 'file') return { code: 'EINVAL' }
    if (!mayAccess(caller(context), found.inode, 2)) return { code: 'EACCES' }
    ino = found.inode.ino
  }
  const kept = { writes: ino, vars: { ino } }
  if (stage === '' || stage === 'lease') {
    if (context.interrupted) return { code: 'EINTR' }
    const { pid } = caller(context)
    const breaker = { ino, layout: false, write: true, pid, nonblock: false }
    const result = stage === '' ? breakLease(draft, breaker) : resumeBreak(draft, breaker)
    if ('code' in result) return result
    if ('wait' in result) {
      const wait = sleepOn(result.wait, true, false)
      return { sleep: { ...kept, stage: 'lease', wait } }
    }
  }
  return truncateInode(context, ino, size, kept)
}
