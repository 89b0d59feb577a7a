import { integer } from '../args.ts'
import {
  O_ACCMODE,
  O_CLOEXEC,
  O_CREAT,
  O_CREATION,
  O_DIRECTORY,
  O_EXCL,
  O_LARGEFILE,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_PATH,
  O_TRUNC,
  O_WRONLY,
} from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import type { Draft } from '../draft.ts'
import {
  addOfd,
  countRefs,
  dropOfd,
  edit,
  needInode,
  needOfd,
  needProcess,
  number,
  put,
  withEntry,
} from '../draft.ts'
import type { Errno } from '../errno.ts'
import { fileSystems } from '../file/file-system.ts'
import { truncateInode } from '../file/truncate-inode.ts'
import { breakLease, resumeBreak, sleepOn } from '../lease/break-lease.ts'
import { lookUp, mayAccess, parentOf } from '../lookup.ts'
import type { Inode, Ofd, ProcessState, State } from '../state.ts'

/**
 * Lowest free descriptor of a process that is at least `from`; a sleeping `open` has one reserved.
 *
 * @see fs/open.c do_sys_openat2, v6.12: get_unused_fd_flags comes first;
 *   measured: test/driver/contract/sharing-rows.ts
 */
export function freeFd(state: State, { name, fds }: ProcessState, from = 3): number {
  let fd = from
  while (fds[fd] !== undefined || isReserved(state, name, fd)) fd += 1
  return fd
}

/** Add a descriptor of an open file description to the caller. */
export function addFd(context: Context, ofd: number, flags: number, from?: number): number {
  const process = edit(context.draft, 'processes', context.process)
  const fd = freeFd(context.draft.state, process, from)
  setFd(context, fd, ofd, flags)
  return fd
}

function setFd(context: Context, fd: number, ofd: number, flags: number): void {
  const process = edit(context.draft, 'processes', context.process)
  process.fds = withEntry(process.fds, fd, { ofd, cloexec: (flags & O_CLOEXEC) !== 0 })
  countRefs(context.draft, ofd, 1)
}

function isReserved({ sleepers }: State, name: string, fd: number): boolean {
  return sleepers.some(({ process, vars }) => process === name && vars['fd'] === fd)
}

/** State of a sleeping `open`: its description and the descriptor that it will return. */
function keptBy({ draft, vars, process }: Context, ofd: number): { ofd: number; fd: number } {
  const known = vars['fd']
  const fd = known === undefined ? freeFd(draft.state, needProcess(draft.state, process)) : known
  return { ofd, fd: Number(fd) }
}

function createFile(context: Context, path: string, mode: number): Inode {
  const { draft } = context
  const ino = number(draft, 'ino')
  const { uid } = caller(context)
  const inode: Inode = {
    ino,
    type: 'file',
    size: 0,
    mode: mode & 0o7777,
    uid,
    gid: uid,
    dax: fileSystems[draft.state.fs].dax,
    extents: [],
    unwritten: [],
    pages: {},
    leases: [],
  }
  put(draft, 'inodes', ino, inode)
  put(draft, 'paths', path, ino)
  return inode
}

const withPath = O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW

/** `may_open`: the checks before the opener is counted. */
function permission(context: Context, inode: Inode, flags: number): Errno | undefined {
  if ((flags & O_PATH) !== 0) {
    return inode.type !== 'dir' && (flags & O_DIRECTORY) !== 0 ? 'ENOTDIR' : undefined
  }
  const access = flags & O_ACCMODE
  const writes = access !== 0 || (flags & O_TRUNC) !== 0
  if (inode.type === 'dir' && (writes || (flags & O_CREAT) !== 0)) return 'EISDIR'
  if (inode.type !== 'dir' && (flags & O_DIRECTORY) !== 0) return 'ENOTDIR'
  const want = (access === O_WRONLY ? 0 : 4) | (writes ? 2 : 0)
  return mayAccess(caller(context), inode, want) ? undefined : 'EACCES'
}

function resolve(
  context: Context,
  flags: number,
): { inode: Inode; path: string; made: boolean } | Errno {
  const { draft, args } = context
  const found = lookUp(draft.state, args[0])
  if ('code' in found) return found.code
  const { path, inode } = found
  if (inode !== undefined) {
    if ((flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0) return 'EEXIST'
    return { inode, path, made: false }
  }
  if ((flags & O_CREAT) === 0) return 'ENOENT'
  if (!mayAccess(caller(context), parentOf(draft.state, path), 2)) return 'EACCES'
  const mode = args[2] === undefined ? 0o600 : integer(args[2])
  if (mode === undefined) return 'EINVAL'
  return { inode: createFile(context, path, mode), path, made: true }
}

function accessOf(flags: number): 0 | 1 | 2 {
  const access = flags & O_ACCMODE
  return access === 0 || access === 1 ? access : 2
}

function openInode(draft: Draft, inode: Inode, path: string, flags: number): number {
  const access = (flags & O_PATH) !== 0 ? 3 : accessOf(flags)
  return addOfd(draft, {
    ino: inode.ino,
    path,
    access,
    flags: (flags & ~O_CREATION) | (access === 3 ? 0 : O_LARGEFILE),
    signal: 0,
    owner: 0,
    ownerUid: 0,
    refs: 0,
  })
}

function otherEnd(state: State, ofd: Ofd): boolean {
  return state.ofds.some(
    (each) =>
      each?.ino === ofd.ino &&
      each.access !== 3 &&
      (each.access === 2 || each.access !== ofd.access),
  )
}

/** Break leases after counting the opener: an `open` that sleeps here counts already. */
function breakStage(context: Context, id: number, flags: number): Reply | undefined {
  const { draft, stage } = context
  const ofd = needOfd(draft.state, id)
  const breaker = {
    ino: ofd.ino,
    layout: false,
    write: (flags & O_ACCMODE) !== 0,
    pid: caller(context).pid,
    nonblock: (flags & O_NONBLOCK) !== 0,
  }
  if (stage === 'lease' && context.interrupted) return { code: 'EINTR' }
  const result = stage === 'lease' ? resumeBreak(draft, breaker) : breakLease(draft, breaker)
  if ('clear' in result) return undefined
  if ('code' in result) return result
  const wait = sleepOn(result.wait, true, false)
  return { sleep: { stage: 'lease', wait, ofd: id, vars: keptBy(context, id) } }
}

function fifoStage(context: Context, id: number, flags: number): Reply | undefined {
  const { draft } = context
  const ofd = needOfd(draft.state, id)
  if (needInode(draft.state, ofd.ino).type !== 'fifo' || ofd.access === 2) return undefined
  if (otherEnd(draft.state, ofd)) return undefined
  if (context.stage === 'fifo' && context.interrupted) return { code: 'EINTR' }
  if ((flags & O_NONBLOCK) !== 0) return ofd.access === 0 ? undefined : { code: 'ENXIO' }
  const wait = {
    for: 'fifo',
    ino: ofd.ino,
    interruptible: true,
    holdsInode: false,
    holdsFaults: false,
  } as const
  return { sleep: { stage: 'fifo', wait, ofd: id, vars: keptBy(context, id) } }
}

/** Break leases, truncate, and install the descriptor. */
function finish(context: Context, id: number, flags: number): Reply {
  const { draft, stage } = context
  const ofd = needOfd(draft.state, id)
  if (ofd.access !== 3) {
    const early = stage === '' || stage === 'lease' || stage === 'fifo'
    const waiting = early && stage !== 'fifo' ? breakStage(context, id, flags) : undefined
    const reply = waiting ?? (early ? fifoStage(context, id, flags) : undefined)
    if (reply !== undefined) return reply
    const { type } = needInode(draft.state, ofd.ino)
    if ((flags & O_TRUNC) !== 0 && type === 'file') {
      const kept = { ofd: id, vars: keptBy(context, id) }
      const cut = truncateInode(context, ofd.ino, 0, kept)
      if (!('value' in cut)) return cut
    }
  }
  const { fd } = keptBy(context, id)
  setFd(context, fd, id, flags)
  return { value: fd }
}

/**
 * Open a file, in the kernel's stages: permission, count the opener, break leases and wait,
 * truncate, install the descriptor.
 *
 * @see fs/open.c do_dentry_open, fs/namei.c do_open, v6.12; open(2)
 */
export function open(context: Context): Reply {
  const { draft, stage, args } = context
  const given = integer(args[1])
  if (given === undefined) return { code: 'EINVAL' }
  // fs/open.c build_open_how, v6.12: O_PATH drops flags that it does not allow. Measured on 6.18:
  // with O_CREAT an existing file opens, even with O_EXCL, and a missing one is ENOENT; all flags
  // together are ENOTDIR.
  const flags = (given & O_PATH) === 0 ? given : given & withPath
  let id = Number(context.vars['ofd'])
  if (stage === '') {
    const found = resolve(context, flags)
    if (typeof found === 'string') return { code: found }
    const refusal = found.made ? undefined : permission(context, found.inode, flags)
    if (refusal !== undefined) return { code: refusal }
    id = openInode(draft, found.inode, found.path, found.made ? flags & ~O_TRUNC : flags)
  }
  const reply = finish(context, id, flags)
  if ('code' in reply) {
    dropOfd(draft, id)
    draft.unreaped = stage !== ''
  }
  return reply
}
