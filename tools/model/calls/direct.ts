import { handle, integer, mapOf, natural } from '../args.ts'
import { PAGE } from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import type { Draft } from '../draft.ts'
import { append } from '../draft.ts'
import { isPinned } from '../file/frames.ts'
import { dropPin } from '../lease/release.ts'
import type { GupManner } from '../process/gup.ts'
import { getUserPages } from '../process/gup.ts'
import { finishEviction } from '../process/pin.ts'
import type { PinnedPage, State, Wait } from '../state.ts'

/** The disk of a guest: bytes in a block, its size in bytes, and the longest delay in seconds. */
const sector = 512
const capacity = 64 * 2 ** 20
const longest = 3600

const manner: GupManner = {
  write: false,
  force: false,
  longterm: false,
  fast: true,
  subsystem: 'other',
}

/** The lowest number that no direct write in flight uses. */
function freeNumber(state: State): number {
  let id = 1
  while (state.pins.some((pin) => pin.kind === 'direct' && pin.id === id)) id += 1
  return id
}

function begin(context: Context, pages: readonly PinnedPage[], bytes: number): Reply {
  const { draft, process } = context
  const id = freeNumber(draft.state)
  append(draft, 'pins', {
    kind: 'direct',
    id,
    longterm: false,
    holders: [process],
    process,
    context: process,
    pages,
    since: draft.cause,
    bytes,
  })
  const wait: Wait = {
    for: 'device',
    ino: 0,
    deadline: draft.state.now + Number(context.args[3]),
    interruptible: false,
    holdsInode: false,
    holdsFaults: false,
  }
  return { sleep: { stage: 'device', wait, vars: { direct: id } } }
}

/** Wake no waiter for these pages: they sleep until another event makes them check. */
function strand(draft: Draft, pages: readonly PinnedPage[]): void {
  draft.state.sleepers = draft.state.sleepers.map((sleeper) => {
    const { wait } = sleeper
    const isOver = wait.for === 'page' && pages.some(({ frame }) => frame === wait.frame)
    if (!isOver || isPinned(draft.state, wait.frame ?? -1)) return sleeper
    return { ...sleeper, wait: { ...wait, unnoticed: true } }
  })
}

function end(context: Context): Reply {
  const { draft, vars } = context
  const id = handle({ direct: vars['direct'] }, 'direct')
  const pin = draft.state.pins.find((each) => each.kind === 'direct' && each.id === id)
  if (pin === undefined) return { value: 0 }
  const inodes = dropPin(draft, pin)
  if (draft.rules.directEnd.value === 'unnoticed') strand(draft, pin.pages)
  return finishEviction(context, inodes, pin.bytes)
}

/**
 * An O_DIRECT write that takes `args[3]` seconds and holds short-term pins until it ends.
 *
 * No signal ends it. Linux 6.1 releases the pages without waking their waiters.
 *
 * @see block/fops.c __blkdev_direct_IO_simple, v6.12; `measured: guests 6.1, 6.12 and 7.2 with
 *   null_blk`
 */
export function writeDirect(context: Context): Reply {
  const { args, stage, vars, wait } = context
  if (stage === 'device') return end(context)
  if (stage === 'evict' && wait !== undefined) {
    return finishEviction(context, [wait.ino], Number(vars['value']))
  }
  const [offset, length, seconds] = [natural(args[1]), natural(args[2]), integer(args[3])]
  if (seconds === undefined || seconds < 1 || seconds > longest) return { code: 'EINVAL' }
  if (offset === undefined || length === undefined) return { code: 'EINVAL' }
  const map = mapOf(context, args[0])
  if (map === undefined) return { code: 'EFAULT' }
  if (length === 0) return { value: 0 }
  if (offset % sector !== 0 || length % sector !== 0) return { code: 'EINVAL' }
  return write(context, map.key, offset, Math.min(length, capacity))
}

function write(context: Context, map: number, offset: number, length: number): Reply {
  const result = getUserPages(context, { map, offset, length, how: manner })
  if ('wait' in result) return { sleep: { stage: '', wait: result.wait } }
  if ('pages' in result) return begin(context, result.pages, length)
  const within = result.after * PAGE - (offset % PAGE)
  if (result.after === 0) return { code: 'EFAULT' }
  // The pages before the failing one are written, so they are requested again.
  return write(context, map, offset, within)
}
