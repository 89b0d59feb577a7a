import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { type Draft, needInode, needOfd } from '../draft.ts'
import { hexToText, mostBytes } from '../file/bytes.ts'
import { readFile as readInode } from '../file/change-file.ts'
import { reap } from '../lease/release.ts'
import { readProcFile } from '../process/proc-files.ts'
import type { Inode } from '../state.ts'
import { removeFd } from './descriptors.ts'
import { open } from './open.ts'

/** Read a whole file as text: one of /proc, or one of the world, with an ordinary open. */
export function readFile(context: Context): Reply {
  const { draft, args } = context
  const [path] = args
  if (typeof path === 'string' && path.startsWith('/proc/')) {
    const result = readProcFile(context, path)
    if ('code' in result) return result
    const { text, oneOf } = result
    return oneOf === undefined ? { value: text } : { value: text, oneOf }
  }
  const opened = open({ ...context, args: [path, 0] })
  if (!('value' in opened)) return opened
  const fd = Number(opened.value)
  const { fds } = caller(context)
  const entry = fds[fd]
  const inode = needInode(draft.state, needOfd(draft.state, entry?.ofd ?? 0).ino)
  const reply = inode.type === 'file' ? textOf(draft, inode) : refusalOf(inode)
  removeFd(draft, context.process, fd)
  reap(draft)
  return reply
}

function textOf(draft: Draft, { ino, size }: Inode): Reply {
  return size > mostBytes
    ? { code: 'ENOMEM' }
    : { value: hexToText(readInode(draft, ino, 0, size)) }
}

function refusalOf({ type }: Inode): Reply {
  return { code: type === 'dir' ? 'EISDIR' : 'EINVAL' }
}
