import { openFile } from '../args.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { edit, need } from '../draft.ts'
import { finishEviction } from '../pin.ts'
import { releaseOfd } from '../release.ts'
import type { ProcessState } from '../state.ts'
import { addFd } from './open.ts'

/** A descriptor table without one of its entries. */
export function withoutFd(fds: ProcessState['fds'], fd: number): ProcessState['fds'] {
  const copy: Record<number, ProcessState['fds'][number]> = { ...fds }
  delete copy[fd]
  return copy
}

/** close(2): the description goes with its last reference, and a lease with it. */
export function close(context: Context): Reply {
  if (context.wait !== undefined) return finishEviction(context, [context.wait.ino], 0)
  const file = openFile(context, context.args[0], true)
  if (file === undefined) return { code: 'EBADF' }
  const process = edit(context.draft, 'processes', context.process)
  process.fds = withoutFd(caller(context).fds, file.fd)
  return finishEviction(context, releaseOfd(context.draft, file.id), 0)
}

/** dup(2): one more descriptor of the same description. */
export function dup(context: Context): Reply {
  const file = openFile(context, context.args[0], true)
  return file === undefined ? { code: 'EBADF' } : { value: addFd(context, file.id, 0) }
}

/** fsync(2): nothing is ever dirty here. */
export function fsync(context: Context): Reply {
  const file = openFile(context, context.args[0])
  if (file === undefined) return { code: 'EBADF' }
  const { type } = need(context.draft.state.inodes, file.ofd.ino)
  return type === 'fifo' || type === 'device' ? { code: 'EINVAL' } : { value: 0 }
}
