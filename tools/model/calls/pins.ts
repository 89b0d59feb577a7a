import { handle, integer, mapOf, natural } from '../args.ts'
import {
  FOLL_FAST,
  FOLL_LONGTERM,
  FOLL_WRITE,
  IBV_ACCESS_LOCAL_WRITE,
  IBV_ACCESS_ON_DEMAND,
  IBV_ACCESS_WRITABLE,
  PAGE,
} from '../constants.ts'
import type { Context, Reply } from '../context.ts'

import type { Errno } from '../errno.ts'
import { fileSystems } from '../file/file-system.ts'
import type { Alternative } from '../outcome.ts'
import type { GupManner, GupRequest } from '../process/gup.ts'
import { addPin, removePin } from '../process/pin.ts'
import type { MapArea } from '../state.ts'

type Range = Pick<GupRequest, 'map' | 'offset' | 'length'> & { readonly area: MapArea }

/** Mapping and bytes that the first three arguments name, or an errno. */
function rangeOf(context: Context): Range | Errno {
  const { args } = context
  const [offset, length] = [natural(args[1]), natural(args[2])]
  if (offset === undefined || length === undefined) return 'EINVAL'
  const map = mapOf(context, args[0])
  return map === undefined ? 'EFAULT' : { map: map.key, area: map.area, offset, length }
}

/**
 * ibv_reg_mr(3): a long-term RDMA pin; on-demand regions pin nothing.
 *
 * @see drivers/infiniband/core/umem.c ib_umem_get, v6.12
 */
export function ibvRegMr(context: Context): Reply {
  const access = context.args[3] === undefined ? IBV_ACCESS_LOCAL_WRITE : integer(context.args[3])
  const range = rangeOf(context)
  if (typeof range === 'string') return { code: range }
  if (access === undefined || access < 0 || range.length === 0) return { code: 'EINVAL' }
  if ((access & IBV_ACCESS_ON_DEMAND) !== 0) {
    const reply = addPin(context, 'mr', { map: range.map, offset: 0, length: 0, how: briefly })
    return 'value' in reply
      ? { ...reply, oneOf: [{ ...reply, ...byDevice }, ...withoutOdp] }
      : reply
  }
  const { map, offset, length } = range
  const writable = (access & IBV_ACCESS_WRITABLE) !== 0
  const alwaysWrites = context.draft.rules.readOnlyRegion.value === 'write'
  const how = writable ? region : alwaysWrites ? forcedRegion : readRegion
  return addPin(context, 'mr', { map, offset, length, how })
}

const byDevice = { reason: 'drivers/infiniband: a device with on-demand paging' }
const withoutOdp: readonly Alternative[] = [
  { code: 'EOPNOTSUPP', reason: 'measured: rxe of 6.12, which has no on-demand paging' },
  { code: 'EINVAL', reason: 'measured: rxe of 6.1, which has no on-demand paging' },
]

const region: GupManner = {
  write: true,
  force: false,
  longterm: true,
  fast: true,
  subsystem: 'rdma',
}
const forcedRegion: GupManner = { ...region, force: true }
const readRegion: GupManner = { ...region, write: false }
const fixedBuffers: GupManner = { ...region, subsystem: 'io_uring' }
/** On-demand regions and spliced pages. */
const briefly: GupManner = { ...readRegion, longterm: false, subsystem: 'other' }

/** ibv_dereg_mr(3). */
export function ibvDeregMr(context: Context): Reply {
  return removePin(context, 'mr', handle(context.args[0], 'mr'))
}

/**
 * io_uring_register_buffers(3): always pins for writing, by the fast path.
 *
 * Until 6.4, io_uring itself refused file-backed memory, after get_user_pages had succeeded.
 *
 * @see io_uring/rsrc.c io_pin_pages, v6.1 and v6.5; `measured: 6.12 and 7.2 refuse an untouched private
 *   mapping of a DAX file, and take the copy of a page that was written to`
 */
export function ioUringRegisterBuffers(context: Context): Reply {
  const { draft } = context
  const range = rangeOf(context)
  if (typeof range === 'string') return { code: range }
  if (range.length === 0) return { code: 'EFAULT' }
  const { map, offset, length } = range
  const reply = addPin(context, 'buffers', { map, offset, length, how: fixedBuffers })
  const refused =
    range.area.ino !== undefined &&
    !fileSystems[draft.state.fs].memoryBacked &&
    draft.rules.ioUringFiles.value === 'refused'
  if (!refused || !('value' in reply)) return reply
  removePin(context, 'buffers', handle(reply.value, 'buffers'))
  return { code: 'EOPNOTSUPP' }
}

/** io_uring_unregister_buffers(3). */
export function ioUringUnregisterBuffers(context: Context): Reply {
  return removePin(context, 'buffers', handle(context.args[0], 'buffers'))
}

/** pin_user_pages by another part of the kernel. */
export function pinUserPages(context: Context): Reply {
  const flags = natural(context.args[3])
  const range = rangeOf(context)
  if (typeof range === 'string') return { code: range }
  const unknown = flags === undefined || (flags & ~(FOLL_LONGTERM | FOLL_WRITE | FOLL_FAST)) !== 0
  if (unknown || range.length === 0) return { code: 'EINVAL' }
  const { map, offset, length } = range
  const how: GupManner = {
    write: (flags & FOLL_WRITE) !== 0,
    force: false,
    longterm: (flags & FOLL_LONGTERM) !== 0,
    fast: (flags & FOLL_FAST) !== 0,
    subsystem: 'other',
  }
  return addPin(context, 'pin', { map, offset, length, how })
}

/** unpin_user_pages. */
export function unpinUserPages(context: Context): Reply {
  return removePin(context, 'pin', handle(context.args[0], 'pin'))
}

/** Capacity of a pipe unless F_SETPIPE_SZ changes it. */
const pipePages = 16

/** vmsplice(2) into a new pipe, with short-term references until it is drained. */
export function vmsplice(context: Context): Reply {
  const range = rangeOf(context)
  if (typeof range === 'string') return { code: range }
  const room = pipePages * PAGE - (range.offset % PAGE)
  const { map, offset } = range
  const length = Math.min(range.length, room)
  const reply = addPin(context, 'pipe', { map, offset, length, how: briefly })
  if (!('code' in reply)) return reply
  // fs/splice.c iter_to_pipe, v6.12: pages before a failing one are spliced; measured on 6.1
  // and 6.12, test/model/waiting.test.ts
  const rest = (offset + length) % PAGE || PAGE
  for (let part = length - rest; part > 0; part -= PAGE) {
    const shorter = addPin(context, 'pipe', { map, offset, length: part, how: briefly })
    if (!('code' in shorter)) return shorter
  }
  return reply
}

/** Drain a pipe of `vmsplice`. */
export function drain(context: Context): Reply {
  return removePin(context, 'pipe', handle(context.args[0], 'pipe'))
}
