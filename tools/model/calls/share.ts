import { natural, openFile } from '../args.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import type { Draft } from '../draft.ts'
import { countRefs, edit, withEntry } from '../draft.ts'
import { dropMaps, dropPin, reap } from '../lease/release.ts'
import { uverbsFd } from '../process/proc-files.ts'
import { removeFd } from './descriptors.ts'
import { freeFd } from './open.ts'

/** Share an RDMA context: its regions live until the last holder releases them. */
function shareContext(context: Context, receiver: string): Reply {
  const { draft, process } = context
  for (const [key, pin] of draft.state.pins.entries()) {
    if (pin.kind !== 'mr' || !pin.holders.includes(process)) continue
    if (pin.holders.includes(receiver)) continue
    edit(draft, 'pins', key).holders = [...pin.holders, receiver]
  }
  return { value: uverbsFd }
}

/**
 * Pass a descriptor by SCM_RIGHTS: `send_fd(process, fd)` returns its number in the receiver. The
 * descriptor of the RDMA context is 100.
 *
 * @see unix(7), SCM_RIGHTS; mails of 23 to 26 August 2019: refusing this was only discussed
 */
export function sendFd(context: Context): Reply {
  const { draft, args } = context
  const [target] = args
  const receiver = Object.values(draft.state.processes).find(
    ({ name, pid }) => name === target || pid === target,
  )
  if (receiver?.status !== 'running') return { code: 'ESRCH' }
  if (natural(args[1]) === uverbsFd) return shareContext(context, receiver.name)
  const file = openFile(context, args[1], true)
  if (file === undefined) return { code: 'EBADF' }
  const fd = freeFd(draft.state, receiver)
  const entry = { ofd: file.id, cloexec: false }
  edit(draft, 'processes', receiver.name).fds = withEntry(receiver.fds, fd, entry)
  countRefs(draft, file.id, 1)
  return { value: fd }
}

function dropContext(draft: Draft, name: string): void {
  for (const pin of draft.state.pins) {
    // A pipe is not close-on-exec; libraries open devices and rings with O_CLOEXEC.
    if (pin.kind === 'pipe' || !pin.holders.includes(name)) continue
    const holders = pin.holders.filter((holder) => holder !== name)
    if (holders.length === 0) dropPin(draft, pin)
    else edit(draft, 'pins', draft.state.pins.indexOf(pin)).holders = holders
  }
}

/**
 * execve(2): drops mappings, close-on-exec descriptors, handlers and other threads.
 *
 * @see execve(2), Effect on process attributes; capabilities(7), Transformation of capabilities
 *   during execve(): root regains all, others none; assumed: libraries open devices with O_CLOEXEC
 */
export function execve(context: Context): Reply {
  const { draft, process: name } = context
  const process = edit(draft, 'processes', name)
  for (const [fd, { cloexec }] of Object.entries(caller(context).fds)) {
    if (cloexec) removeFd(draft, name, Number(fd))
  }
  const kept = Object.entries(process.dispositions).map(
    ([signo, each]) => [signo, Array.isArray(each) ? 'default' : each] as const,
  )
  process.dispositions = Object.fromEntries(kept)
  process.restarting = []
  process.handler = []
  process.capLease = process.uid === 0
  draft.state.sleepers = draft.state.sleepers.filter((sleeper) => sleeper.process !== name)
  dropMaps(draft, name)
  dropContext(draft, name)
  reap(draft)
  return { value: 0 }
}
