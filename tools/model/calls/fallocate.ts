import { integer, type OpenFile, openFile } from '../args.ts'
import {
  FALLOC_FL_COLLAPSE_RANGE,
  FALLOC_FL_INSERT_RANGE,
  FALLOC_FL_KEEP_SIZE,
  FALLOC_FL_PUNCH_HOLE,
  FALLOC_FL_ZERO_RANGE,
  PAGE,
} from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import type { Draft } from '../draft.ts'
import { needInode } from '../draft.ts'
import type { Errno } from '../errno.ts'
import { allocateFile, movePages, punchFile, resizeFile } from '../file/change-file.ts'
import { fileSystems } from '../file/file-system.ts'
import { isInodeLocked, lockWait } from '../file/inode-locks.ts'
import { breakLayout, isLayoutStage } from '../lease/layout-break.ts'

interface Request {
  readonly mode: number
  readonly offset: number
  readonly length: number
}

const known =
  FALLOC_FL_KEEP_SIZE |
  FALLOC_FL_PUNCH_HOLE |
  FALLOC_FL_COLLAPSE_RANGE |
  FALLOC_FL_ZERO_RANGE |
  FALLOC_FL_INSERT_RANGE
const moving = FALLOC_FL_COLLAPSE_RANGE | FALLOC_FL_INSERT_RANGE

/**
 * Errno of the VFS for a combination of modes.
 *
 * @see fs/open.c vfs_fallocate, v6.12
 */
function modeRefusal(mode: number): Errno | undefined {
  if ((mode & ~known) !== 0) return 'EOPNOTSUPP'
  const punch = (mode & FALLOC_FL_PUNCH_HOLE) !== 0
  if (punch && (mode & FALLOC_FL_ZERO_RANGE) !== 0) return 'EOPNOTSUPP'
  if (punch && (mode & FALLOC_FL_KEEP_SIZE) === 0) return 'EOPNOTSUPP'
  const collapse = (mode & FALLOC_FL_COLLAPSE_RANGE) !== 0
  if (collapse && mode !== FALLOC_FL_COLLAPSE_RANGE) return 'EINVAL'
  const insert = (mode & FALLOC_FL_INSERT_RANGE) !== 0
  return insert && mode !== FALLOC_FL_INSERT_RANGE ? 'EINVAL' : undefined
}

/** Errno of this filesystem for a mode. */
function fileSystemRefusal({ state }: Draft, mode: number): Errno | undefined {
  const { zero, move } = fileSystems[state.fs]
  if ((mode & FALLOC_FL_ZERO_RANGE) !== 0 && !zero) return 'EOPNOTSUPP'
  return (mode & moving) !== 0 && !move ? 'EOPNOTSUPP' : undefined
}

/** Errno for a range that cannot be moved, if the kernel checks the range at this point. */
function rangeRefusal(
  { state, rules }: Draft,
  ino: number,
  { mode, offset, length }: Request,
  point: 'first' | 'locked' | 'last',
): Errno | undefined {
  const { family } = fileSystems[state.fs]
  if ((mode & moving) === 0 || rules.rangeCheck.value[family] !== point) return undefined
  const { size } = needInode(state, ino)
  if (offset % PAGE !== 0 || length % PAGE !== 0) return 'EINVAL'
  const end = mode === FALLOC_FL_COLLAPSE_RANGE ? offset + length : offset
  return end >= size ? 'EINVAL' : undefined
}

function apply(draft: Draft, ino: number, { mode, offset, length }: Request): void {
  if ((mode & FALLOC_FL_COLLAPSE_RANGE) !== 0) {
    movePages(draft, ino, (offset + length) / PAGE, -length / PAGE)
    return
  }
  if ((mode & FALLOC_FL_INSERT_RANGE) !== 0) {
    movePages(draft, ino, offset / PAGE, length / PAGE)
    return
  }
  if ((mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE)) !== 0) {
    punchFile(draft, ino, offset, length)
  }
  if ((mode & FALLOC_FL_PUNCH_HOLE) !== 0) return
  allocateFile(draft, ino, offset, length)
  const grows = offset + length > needInode(draft.state, ino).size
  if (grows && (mode & FALLOC_FL_KEEP_SIZE) === 0) resizeFile(draft, ino, offset + length)
}

/** fallocate(2). */
export function fallocate(context: Context): Reply {
  const { draft, args, stage } = context
  const file = openFile(context, args[0])
  if (file === undefined) return { code: 'EBADF' }
  const [mode, offset, length] = args.slice(1, 4).map(integer)
  if (mode === undefined || offset === undefined || length === undefined) return { code: 'EINVAL' }
  if (offset < 0 || length <= 0) return { code: 'EINVAL' }
  const refused = modeRefusal(mode)
  if (refused !== undefined) return { code: refused }
  if (file.ofd.access === 0) return { code: 'EBADF' }
  const { type, ino } = needInode(draft.state, file.ofd.ino)
  if (type === 'fifo') return { code: 'ESPIPE' }
  if (type !== 'file') return { code: type === 'dir' ? 'EISDIR' : 'ENODEV' }
  if (!Number.isSafeInteger(offset + length)) return { code: 'EFBIG' }
  const request = { mode, offset, length }
  const refusal = fileSystemRefusal(draft, mode) ?? rangeRefusal(draft, ino, request, 'first')
  if (refusal !== undefined) return { code: refusal }
  if (!isLayoutStage(stage) && isInodeLocked(draft.state, ino)) {
    return { sleep: { stage: 'lock', wait: lockWait('inode', ino), ofd: file.id } }
  }
  return change(context, file, request)
}

/**
 * Whether the change covers no whole page; until 6.13, ext4 then skipped the check for busy pages.
 *
 * @see fs/ext4/extents.c ext4_zero_range, fs/ext4/inode.c ext4_punch_hole, v6.1: parts of pages, and
 *   holes beyond the end; measured on 6.1.192
 */
function reachesNoPage({ state, rules }: Draft, ino: number, request: Request): boolean {
  const { mode, offset, length } = request
  if (rules.rangeCheck.value[fileSystems[state.fs].family] === 'last') return false
  if ((mode & FALLOC_FL_PUNCH_HOLE) !== 0) return offset >= needInode(state, ino).size
  const hasWhole = Math.ceil(offset / PAGE) < Math.floor((offset + length) / PAGE)
  return (mode & FALLOC_FL_ZERO_RANGE) !== 0 && !hasWhole
}

/** With the inode locked: wait until its blocks are unused, then change them. */
function change(context: Context, file: OpenFile, request: Request): Reply {
  const { draft, stage } = context
  const { mode, offset, length } = request
  const { ino } = file.ofd
  const early = stage.startsWith('layout:')
    ? undefined
    : rangeRefusal(draft, ino, request, 'locked')
  if (early !== undefined) return { code: early }
  const allocates = (mode & ~FALLOC_FL_KEEP_SIZE) === 0 || reachesNoPage(draft, ino, request)
  const op = allocates ? 'allocate' : 'hole'
  const reply = breakLayout(context, { op, ino, offset, length }, { ofd: file.id })
  if (reply !== undefined) return reply
  const late = rangeRefusal(draft, ino, request, 'last')
  if (late !== undefined) return { code: late }
  apply(draft, ino, request)
  return { value: 0 }
}
