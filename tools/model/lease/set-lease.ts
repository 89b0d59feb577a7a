import type { OpenFile } from '../args.ts'
import { F_EXCLUSIVE, F_LAYOUT, F_RDLCK, F_UNLCK, F_WRLCK } from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import type { Draft } from '../draft.ts'
import { edit, needInode, needOfd, number } from '../draft.ts'
import type { Errno } from '../errno.ts'
import { fileSystems } from '../file/file-system.ts'
import { openCounts } from '../file/open-counts.ts'
import type { Alternative } from '../outcome.ts'
import type { Inode, Lease } from '../state.ts'
import { expireLeases } from './expire-leases.ts'
import { modifyLease, targetType } from './lease.ts'

interface Request {
  readonly type: Lease['type']
  readonly layout: boolean
  readonly exclusive: boolean
}

/** Request of an F_SETLEASE argument; undefined: EINVAL. */
function readRequest(draft: Draft, argument: number): Request | undefined {
  const how = draft.rules.layoutRequest.value
  // v2 patch 2 ignores all other bits: 17 and 18 also take a layout lease.
  const bits = how === 'bits' && (argument & F_LAYOUT) !== 0
  if (bits || (how.startsWith('exact') && argument === F_LAYOUT)) {
    const exclusive = bits ? (argument & F_EXCLUSIVE) !== 0 : how === 'exact-exclusive'
    return { type: F_RDLCK, layout: true, exclusive }
  }
  if (argument !== F_RDLCK && argument !== F_WRLCK) return undefined
  return { type: argument, layout: false, exclusive: false }
}

/**
 * Whether other opens forbid the lease.
 *
 * @see fs/locks.c check_conflicting_open, v6.12; layout leases skip it
 */
function isOpenElsewhere(draft: Draft, { ofd }: OpenFile, request: Request): boolean {
  if (request.layout) return false
  const { writers, readers, all } = openCounts(draft.state, ofd.ino)
  if (request.type === F_RDLCK) return writers > 0
  if (draft.rules.writeLeaseCounts.value === 'references')
    return all > 1 || draft.state.fs === 'tmpfs'
  const ownWriter = ofd.access === 0 ? 0 : 1
  return writers !== ownWriter || readers !== 1 - ownWriter
}

function refusalOf(context: Context, inode: Inode): Errno | undefined {
  const process = caller(context)
  if (process.uid !== inode.uid && !process.capLease) return 'EACCES'
  const { state } = context.draft
  const optedIn = context.draft.rules.leaseFiles.value === 'any' || fileSystems[state.fs].leases
  return inode.type === 'file' && optedIn ? undefined : 'EINVAL'
}

/** Alternatives to an errno that was announced but never named. */
const unnamed: readonly Alternative[] = [
  { code: 'EBUSY', reason: 'assumed: what umount(2) says of a filesystem in use' },
  { code: 'EAGAIN', reason: 'assumed: what F_UNLCK without a lease says' },
  { code: 'EPERM', reason: 'assumed: what a pin without a lease says' },
  { code: 'ETXTBSY', reason: 'assumed: as for breakers' },
]

const rivals: readonly Alternative[] = [
  { code: 'EAGAIN', reason: 'assumed: what a write lease meets where others have the file open' },
  { code: 'EBUSY', reason: 'assumed: no mail names the errno' },
]

/** Refuse or delay the release of a lease under which pins exist. */
function pinnedUnder(context: Context, file: OpenFile): Reply | undefined {
  const { draft, stage } = context
  const how = draft.rules.releaseWithPins.value
  const record = draft.state.records.find(({ ofd }) => ofd === file.id)
  if (how === 'accepted' || record === undefined) return undefined
  if (how === 'refused') return { code: 'EBUSY', oneOf: unnamed }
  if (stage === 'pins' && context.interrupted) return { code: 'EINTR' }
  const { ino } = file.ofd
  const held = { holdsInode: false, holdsFaults: false }
  const wait = { for: 'unpin', ino, record: file.id, interruptible: true, ...held } as const
  return { sleep: { stage: 'pins', ofd: file.id, wait } }
}

function releaseLease(context: Context, file: OpenFile, inode: Inode): Reply {
  const { draft } = context
  const own = inode.leases.find(({ ofd }) => ofd === file.id)
  if (own === undefined) return { code: 'EAGAIN' }
  const reply = pinnedUnder(context, file)
  if (reply !== undefined) return reply
  modifyLease(draft, inode.ino, own.lease, F_UNLCK)
  return { value: 0 }
}

/** Make the caller the owner unless F_SETOWN chose one. */
function setDefaultOwner(context: Context, file: OpenFile): Reply {
  const { pid, uid } = caller(context)
  if (needOfd(context.draft.state, file.id).owner === 0) {
    const ofd = edit(context.draft, 'ofds', file.id)
    ofd.owner = pid
    ofd.ownerUid = uid
  }
  return { value: 0 }
}

function refusalByOthers(
  draft: Draft,
  leases: readonly Lease[],
  file: OpenFile,
  request: Request,
): Reply | undefined {
  const others = leases.filter(({ ofd }) => ofd !== file.id)
  if (others.some(({ pending }) => request.type === F_WRLCK || pending === 'unlock')) {
    return { code: 'EAGAIN' }
  }
  const rival =
    request.exclusive &&
    draft.rules.secondExclusive.value === 'refused' &&
    others.some(({ exclusive }) => exclusive)
  return rival ? { code: 'EAGAIN', oneOf: rivals } : undefined
}

function addLease(context: Context, file: OpenFile, request: Request): Reply {
  const { draft } = context
  const { ino } = file.ofd
  expireLeases(draft, ino)
  if (isOpenElsewhere(draft, file, request)) return { code: 'EAGAIN' }
  const { leases } = needInode(draft.state, ino)
  const refusal = leases.length === 0 ? undefined : refusalByOthers(draft, leases, file, request)
  if (refusal !== undefined) return refusal
  const own = leases.find(({ ofd }) => ofd === file.id)
  if (own !== undefined) {
    // lm_change only changes the type: a plain lease stays plain, an exclusive one exclusive.
    modifyLease(draft, ino, own.lease, request.type)
    // fs/fcntl.c fasync_insert_entry, v6.12: signals name the last descriptor used; measured on
    // 6.18, test/twins/traces/last-descriptor.jsonl
    const { leases: changed } = edit(draft, 'inodes', ino)
    edit(draft, 'inodes', ino).leases = changed.map((lease) =>
      lease.lease === own.lease ? { ...lease, fd: file.fd } : lease,
    )
    return setDefaultOwner(context, file)
  }
  if (!draft.state.leasesEnable) return { code: 'EINVAL' }
  const inode = edit(draft, 'inodes', ino)
  const lease: Lease = {
    lease: number(draft, 'lease'),
    ofd: file.id,
    type: request.type,
    layout: request.layout,
    exclusive: request.exclusive,
    pid: caller(context).pid,
    fd: file.fd,
    since: draft.cause,
  }
  inode.leases = [...inode.leases, lease]
  return setDefaultOwner(context, file)
}

/**
 * F_SETLEASE: take, change or release a lease; checks are in the kernel's order.
 *
 * @see fs/locks.c fcntl_setlease, generic_setlease, generic_add_lease, v6.12; v1 and v2 patch 2
 */
export function setLease(context: Context, file: OpenFile, argument: number): Reply {
  const { draft } = context
  const inode = needInode(draft.state, file.ofd.ino)
  const releases = argument === F_UNLCK
  const request = readRequest(draft, argument)
  if (!releases && request === undefined) return { code: 'EINVAL' }
  const refusal = refusalOf(context, inode)
  if (refusal !== undefined) return { code: refusal }
  if (request === undefined) return releaseLease(context, file, inode)
  return addLease(context, file, request)
}

/**
 * F_GETLEASE: type of this description's lease; during a break, the target type.
 *
 * @see fs/locks.c fcntl_getlease, v6.12; v1 and v2 patch 2: F_LAYOUT for a layout lease
 */
export function getLease(context: Context, file: OpenFile): Reply {
  const { draft } = context
  const { ino } = file.ofd
  expireLeases(draft, ino)
  const own = needInode(draft.state, ino).leases.find(({ ofd }) => ofd === file.id)
  if (own === undefined) return { value: F_UNLCK }
  const type = targetType(own)
  return { value: own.layout && type === F_RDLCK ? F_LAYOUT : type }
}
