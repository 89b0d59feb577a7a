import { openFile } from '../args.ts'
import type { Context, Reply } from '../context.ts'
import type { Draft } from '../draft.ts'
import { countRefs, edit, needInode } from '../draft.ts'
import { releaseOfd } from '../lease/release.ts'
import { finishEviction } from '../process/pin.ts'
import type { ProcessState } from '../state.ts'
import { addFd } from './open.ts'

function withoutFd(fds: ProcessState['fds'], fd: number): ProcessState['fds'] {
  const copy: Record<number, ProcessState['fds'][number]> = { ...fds }
  delete copy[fd]
  return copy
}

/** Remove a descriptor from a process; its description may be left without references. */
export function removeFd(draft: Draft, name: string, fd: number): number {
  const process = edit(draft, 'processes', name)
  const { ofd = 0 } = process.fds[fd] ?? {}
  process.fds = withoutFd(process.fds, fd)
  countRefs(draft, ofd, -1)
  return ofd
}

/** close(2): the last reference frees the description and its lease. */
export function close(context: Context): Reply {
  if (context.wait !== undefined) return finishEviction(context, [context.wait.ino], 0)
  const file = openFile(context, context.args[0], true)
  if (file === undefined) return { code: 'EBADF' }
  removeFd(context.draft, context.process, file.fd)
  return finishEviction(context, releaseOfd(context.draft, file.id), 0)
}

/** dup(2). */
export function dup(context: Context): Reply {
  const file = openFile(context, context.args[0], true)
  return file === undefined ? { code: 'EBADF' } : { value: addFd(context, file.id, 0) }
}

/** fsync(2): no page of the model is ever dirty. */
export function fsync(context: Context): Reply {
  const file = openFile(context, context.args[0])
  if (file === undefined) return { code: 'EBADF' }
  const { type } = needInode(context.draft.state, file.ofd.ino)
  return type === 'fifo' || type === 'device' ? { code: 'EINVAL' } : { value: 0 }
}
