import { integer, openFile } from '../args.ts'
import { PAGE } from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { drop, edit, needInode, put } from '../draft.ts'
import type { Errno } from '../errno.ts'
import { attributeLock, isInodeLocked, lockWait } from '../file/inode-locks.ts'
import { pageCount } from '../file/ranges.ts'
import { lookUp, mayAccess, parentOf } from '../lookup.ts'
import { finishEviction } from '../process/pin.ts'
import type { Inode, State } from '../state.ts'

/** Existing file at a path, or an errno. */
function existing(context: Context, argument: unknown): { path: string; inode: Inode } | Errno {
  const found = lookUp(context.draft.state, argument)
  if ('code' in found) return found.code
  const { path, inode } = found
  return inode === undefined ? 'ENOENT' : { path, inode }
}

function locked(context: Context, ino: number): Reply | undefined {
  if (!isInodeLocked(context.draft.state, ino)) return undefined
  return { sleep: { stage: 'lock', wait: lockWait('inode', ino) } }
}

/** As `locked`, for a change of attributes. */
function attributesLocked({ draft }: Context, ino: number): Reply | undefined {
  if (!isInodeLocked(draft.state, ino)) return undefined
  return { sleep: { stage: 'lock', wait: attributeLock(draft, ino) } }
}

/** unlink(2): breaks no lease; the blocks survive as long as the inode is in use. */
export function unlink(context: Context): Reply {
  const { draft, args } = context
  if (context.stage === 'evict') return finishEviction(context, [context.wait?.ino ?? 0], 0)
  const found = existing(context, args[0])
  if (typeof found === 'string') return { code: found }
  if (!mayAccess(caller(context), parentOf(draft.state, found.path), 2)) return { code: 'EACCES' }
  if (found.inode.type === 'dir') return { code: 'EISDIR' }
  const wait = locked(context, found.inode.ino)
  if (wait !== undefined) return wait
  drop(draft, 'paths', found.path)
  return finishEviction(context, [found.inode.ino], 0)
}

function isEmpty(state: State, path: string): boolean {
  return !Object.keys(state.paths).some((each) => each.startsWith(`${path}/`))
}

function renameRefusal(
  context: Context,
  from: Inode,
  to: Inode | undefined,
  path: string,
): Errno | undefined {
  if (to === undefined) return undefined
  if (to.type === 'dir' && from.type !== 'dir') return 'EISDIR'
  if (to.type !== 'dir' && from.type === 'dir') return 'ENOTDIR'
  return isEmpty(context.draft.state, path) ? undefined : 'EEXIST'
}

/** rename(2): a file at the new path is unlinked. */
export function rename(context: Context): Reply {
  const { draft, args } = context
  if (context.stage === 'evict') return finishEviction(context, [context.wait?.ino ?? 0], 0)
  const from = existing(context, args[0])
  if (typeof from === 'string') return { code: from }
  const to = lookUp(draft.state, args[1])
  if ('code' in to) return { code: to.code }
  if (from.path === '/' || to.path.startsWith(`${from.path}/`)) return { code: 'EINVAL' }
  for (const path of [from.path, to.path]) {
    if (!mayAccess(caller(context), parentOf(draft.state, path), 2)) return { code: 'EACCES' }
  }
  if (to.inode?.ino === from.inode.ino) return { value: 0 }
  const refusal = renameRefusal(context, from.inode, to.inode, to.path)
  if (refusal !== undefined) return { code: refusal }
  // fs/namei.c vfs_rename, v6.12: a file is locked under its old name too; measured on 6.12
  const old = from.inode.type === 'dir' ? undefined : locked(context, from.inode.ino)
  const wait = old ?? (to.inode === undefined ? undefined : locked(context, to.inode.ino))
  if (wait !== undefined) return wait
  for (const [path, ino] of Object.entries(draft.state.paths)) {
    if (path !== from.path && !path.startsWith(`${from.path}/`)) continue
    drop(draft, 'paths', path)
    put(draft, 'paths', to.path + path.slice(from.path.length), ino)
  }
  return finishEviction(context, to.inode === undefined ? [] : [to.inode.ino], 0)
}

/** chmod(2): breaks no lease. */
export function chmod(context: Context): Reply {
  const { draft, args } = context
  const mode = integer(args[1])
  const found = existing(context, args[0])
  if (typeof found === 'string') return { code: found }
  if (mode === undefined) return { code: 'EINVAL' }
  const wait = attributesLocked(context, found.inode.ino)
  if (wait !== undefined) return wait
  const { uid } = caller(context)
  if (uid !== 0 && uid !== found.inode.uid) return { code: 'EPERM' }
  edit(draft, 'inodes', found.inode.ino).mode = mode & 0o7777
  return { value: 0 }
}

/** chown(2): breaks no lease; -1 keeps an id. */
export function chown(context: Context): Reply {
  const { draft, args } = context
  const [uid, gid] = [integer(args[1]), integer(args[2])]
  const found = existing(context, args[0])
  if (typeof found === 'string') return { code: found }
  if (uid === undefined || gid === undefined) return { code: 'EINVAL' }
  const wait = attributesLocked(context, found.inode.ino)
  if (wait !== undefined) return wait
  const process = caller(context)
  // fs/attr.c chgrp_ok, v6.12: the owner can choose one of its groups; here, the one of its number.
  const isMember = gid === -1 || gid === found.inode.gid || gid === process.uid
  const same = (uid === -1 || uid === found.inode.uid) && isMember
  if (process.uid !== 0 && !(same && process.uid === found.inode.uid)) return { code: 'EPERM' }
  const inode = edit(draft, 'inodes', found.inode.ino)
  if (uid !== -1) inode.uid = uid
  if (gid !== -1) inode.gid = gid
  return { value: 0 }
}

/** stat(2) or fstat(2): size, blocks of 512 bytes, and DAX. */
export function stat(context: Context): Reply {
  const { draft, args } = context
  const [target] = args
  let inode: Inode
  if (typeof target === 'string') {
    const found = existing(context, target)
    if (typeof found === 'string') return { code: found }
    inode = found.inode
  } else {
    const file = openFile(context, target, true)
    if (file === undefined) return { code: 'EBADF' }
    inode = needInode(draft.state, file.ofd.ino)
  }
  const blocks = (pageCount(inode.extents) * PAGE) / 512
  return { value: { size: inode.size, blocks, dax: inode.dax } }
}
