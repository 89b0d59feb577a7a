import type { OpenFile } from '../args.ts'
import { integer, mapOf, natural, openFile } from '../args.ts'
import {
  MAP_ANONYMOUS,
  MAP_POPULATE,
  MAP_PRIVATE,
  MAP_SHARED_VALIDATE,
  MAP_SYNC,
  MAP_TYPE,
  PAGE,
  PROT_READ,
  PROT_WRITE,
} from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { append, edit, keep, need, needInode, needOfd, number, put } from '../draft.ts'
import type { Errno } from '../errno.ts'
import { fault } from '../fault.ts'
import { dataToHex, mostBytes, slice, spliced } from '../file/bytes.ts'
import { freeFrame } from '../file/frames.ts'
import { releaseOfd } from '../lease/release.ts'
import { finishEviction } from '../process/pin.ts'

interface MapRequest {
  readonly offset: number
  readonly length: number
  readonly prot: number
  readonly flags: number
}

/** Flags that MAP_SHARED_VALIDATE accepts: the legacy ones and MAP_SYNC. */
const validated = MAP_TYPE | MAP_ANONYMOUS | MAP_POPULATE | MAP_SYNC | 0x1fd10

function fileRefusal(context: Context, file: OpenFile, request: MapRequest): Errno | undefined {
  const { prot, flags } = request
  const inode = needInode(context.draft.state, file.ofd.ino)
  const type = flags & MAP_TYPE
  if (type === MAP_SHARED_VALIDATE) {
    if ((flags & ~validated) !== 0) return 'EOPNOTSUPP'
    if ((flags & MAP_SYNC) !== 0 && !inode.dax) return 'EOPNOTSUPP'
  }
  const shared = type !== MAP_PRIVATE
  if (shared && (prot & PROT_WRITE) !== 0 && file.ofd.access !== 2) return 'EACCES'
  if (file.ofd.access === 1) return 'EACCES'
  return inode.type === 'dir' || inode.type === 'fifo' ? 'ENODEV' : undefined
}

function mapRefusal(
  context: Context,
  file: OpenFile | undefined,
  request: MapRequest,
): Errno | undefined {
  const { offset, length, flags } = request
  if (offset < 0 || offset % PAGE !== 0 || length <= 0) return 'EINVAL'
  const type = flags & MAP_TYPE
  if (type < 1 || type > 3) return 'EINVAL'
  if (file !== undefined) return fileRefusal(context, file, request)
  return type === MAP_SHARED_VALIDATE ? 'EINVAL' : undefined
}

/** mmap(2): the mapping keeps the open file description alive. */
export function mmap(context: Context): Reply {
  const { draft, args } = context
  const [offset, length, prot, flags] = args.slice(1, 5).map(integer)
  if (offset === undefined || length === undefined) return { code: 'EINVAL' }
  if (prot === undefined || flags === undefined) return { code: 'EINVAL' }
  const anonymous = (flags & MAP_ANONYMOUS) !== 0
  const file = anonymous ? undefined : openFile(context, args[0])
  if (!anonymous && file === undefined) return { code: 'EBADF' }
  const request = { offset, length, prot, flags }
  const refusal = mapRefusal(context, file, request)
  if (refusal !== undefined) return { code: refusal }
  const map = number(draft, 'map')
  const key = append(draft, 'maps', {
    process: context.process,
    map,
    ...(file === undefined ? {} : { ofd: file.id, ino: file.ofd.ino }),
    first: anonymous ? 0 : offset / PAGE,
    length: Math.ceil(length / PAGE) * PAGE,
    prot,
    shared: (flags & MAP_TYPE) !== MAP_PRIVATE,
    present: {},
    copies: {},
  })
  if ((flags & MAP_POPULATE) !== 0) populate(context, key)
  return { value: { map } }
}

/** MAP_POPULATE: pages that fail to fault in are skipped silently. */
function populate(context: Context, key: number): void {
  const { length, prot } = need(context.draft.state.maps, key)
  const write = (prot & PROT_WRITE) !== 0
  for (let page = 0; page < length / PAGE; page += 1) {
    const result = fault(context.draft, key, page, { write, frame: false })
    if (!('frame' in result)) return
  }
}

/** munmap(2) of a whole mapping; its pins remain. */
export function munmap(context: Context): Reply {
  const { draft, args } = context
  if (context.wait !== undefined) return finishEviction(context, [context.wait.ino], 0)
  const map = mapOf(context, args[0])
  if (map === undefined) return { code: 'EINVAL' }
  keep(draft, 'maps', (each) => each !== map.area)
  for (const frame of Object.values(map.area.copies)) freeFrame(draft, frame)
  const { ofd } = map.area
  return finishEviction(context, ofd === undefined ? [] : releaseOfd(draft, ofd), 0)
}

/** mprotect(2) of a whole mapping. */
export function mprotect(context: Context): Reply {
  const { draft, args } = context
  const map = mapOf(context, args[0])
  const prot = integer(args[1])
  if (map === undefined) return { code: 'ENOMEM' }
  if (prot === undefined || (prot & ~7) !== 0) return { code: 'EINVAL' }
  const { area } = map
  if (area.ofd !== undefined && area.shared && (prot & PROT_WRITE) !== 0) {
    if (needOfd(draft.state, area.ofd).access !== 2) return { code: 'EACCES' }
  }
  edit(draft, 'maps', map.key).prot = prot
  return { value: 0 }
}

interface Access {
  readonly key: number
  readonly offset: number
  readonly length: number
  readonly write: boolean
}

/** Touch each page of an access in order; `use` gets its frame and the part within it. */
function touch(
  context: Context,
  access: Access,
  use: (frame: number, inPage: number, at: number, count: number) => void,
): Reply | undefined {
  const end = access.offset + access.length
  for (let at = access.offset; at < end; ) {
    const count = Math.min(PAGE - (at % PAGE), end - at)
    const how = { write: access.write, frame: false }
    const result = fault(context.draft, access.key, Math.floor(at / PAGE), how)
    if ('wait' in result) return { sleep: { stage: '', wait: result.wait } }
    if ('code' in result) return { code: result.code }
    use(result.frame, at % PAGE, at - access.offset, count)
    at += count
  }
  return undefined
}

/** Read through a mapping; SIGBUS beyond the end of the file, SIGSEGV outside the mapping. */
export function load(context: Context): Reply {
  const { draft, args } = context
  const map = mapOf(context, args[0])
  const [offset, length] = [natural(args[1]), natural(args[2])]
  if (offset === undefined || length === undefined) return { code: 'EINVAL' }
  if (map === undefined || offset + length > map.area.length) return { code: 'SIGSEGV' }
  if ((map.area.prot & (PROT_READ | PROT_WRITE)) === 0) return { code: 'SIGSEGV' }
  if (length > mostBytes) return { code: 'ENOMEM' }
  let hex = ''
  const reply = touch(
    context,
    { key: map.key, offset, length, write: false },
    (frame, from, _, count) => {
      hex += slice(frame === -1 ? '' : need(draft.state.frames, frame), from, count)
    },
  )
  return reply ?? { value: { hex } }
}

/** Write through a mapping; the pages before a failing one stay written. */
export function store(context: Context): Reply {
  const { draft, args } = context
  const map = mapOf(context, args[0])
  const offset = natural(args[1])
  const hex = dataToHex(args[2])
  if (offset === undefined || hex === undefined) return { code: 'EINVAL' }
  const length = hex.length / 2
  if (length > mostBytes) return { code: 'ENOMEM' }
  if (map === undefined || offset + length > map.area.length) return { code: 'SIGSEGV' }
  if ((map.area.prot & PROT_WRITE) === 0) return { code: 'SIGSEGV' }
  const reply = touch(
    context,
    { key: map.key, offset, length, write: true },
    (frame, from, at, count) => {
      const part = hex.slice(at * 2, (at + count) * 2)
      put(draft, 'frames', frame, spliced(need(draft.state.frames, frame), from, part))
    },
  )
  return reply ?? { value: length }
}
