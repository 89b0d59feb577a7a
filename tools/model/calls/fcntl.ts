import type { OpenFile } from '../args.ts'
import { integer, natural, openFile } from '../args.ts'
import {
  F_DUPFD,
  F_DUPFD_CLOEXEC,
  F_GETFD,
  F_GETFL,
  F_GETLEASE,
  F_GETOWN,
  F_GETOWN_EX,
  F_GETSIG,
  F_SETFD,
  F_SETFL,
  F_SETLEASE,
  F_SETOWN,
  F_SETOWN_EX,
  F_SETSIG,
  O_APPEND,
  O_ASYNC,
  O_CLOEXEC,
  O_NONBLOCK,
  SIGRTMAX,
} from '../constants.ts'
import type { Context, Reply } from '../context.ts'
import { caller } from '../context.ts'
import { edit, withEntry } from '../draft.ts'
import { getLease, setLease } from '../lease/set-lease.ts'
import { addFd } from './open.ts'

type Command = (context: Context, file: OpenFile, argument: number) => Reply

function dupFd(context: Context, file: OpenFile, argument: number, flags: number): Reply {
  // RLIMIT_NOFILE, soft limit of most systems.
  if (argument < 0 || argument >= 1024) return { code: 'EINVAL' }
  return { value: addFd(context, file.id, flags, Math.max(argument, 3)) }
}

function setFd(context: Context, file: OpenFile, argument: number): Reply {
  const process = edit(context.draft, 'processes', context.process)
  const entry = { ofd: file.id, cloexec: (argument & 1) !== 0 }
  process.fds = withEntry(process.fds, file.fd, entry)
  return { value: 0 }
}

/**
 * F_GETFL: a lease puts its holder on the list of SIGIO receivers, which shows as O_ASYNC.
 *
 * @see fs/fcntl.c fasync_insert_entry, v6.12; measured: 6.18, test/twins/traces/lease-is-async.jsonl
 */
function getFlags({ draft }: Context, { id, ofd }: OpenFile): Reply {
  const leases = draft.state.inodes[ofd.ino]?.leases ?? []
  return { value: leases.some((lease) => lease.ofd === id) ? ofd.flags | O_ASYNC : ofd.flags }
}

function setFlags(context: Context, file: OpenFile, argument: number): Reply {
  const settable = O_APPEND | O_NONBLOCK
  const ofd = edit(context.draft, 'ofds', file.id)
  ofd.flags = (ofd.flags & ~settable) | (argument & settable)
  return { value: 0 }
}

/**
 * F_SETOWN and F_SETOWN_EX with F_OWNER_PID.
 *
 * @see fs/fcntl.c f_setown, v6.12: an unknown process is ESRCH
 */
function setOwner(context: Context, file: OpenFile, argument: number): Reply {
  const { processes } = context.draft.state
  const known = Object.values(processes).some(
    ({ pid, status }) => pid === argument && status === 'running',
  )
  if (argument !== 0 && !known) return { code: 'ESRCH' }
  const ofd = edit(context.draft, 'ofds', file.id)
  ofd.owner = argument
  ofd.ownerUid = caller(context).uid
  return { value: 0 }
}

function setSignal(context: Context, file: OpenFile, argument: number): Reply {
  if (argument < 0 || argument > SIGRTMAX) return { code: 'EINVAL' }
  edit(context.draft, 'ofds', file.id).signal = argument
  return { value: 0 }
}

const commands: ReadonlyMap<number, Command> = new Map<number, Command>([
  [F_DUPFD, (context, file, argument) => dupFd(context, file, argument, 0)],
  [F_DUPFD_CLOEXEC, (context, file, argument) => dupFd(context, file, argument, O_CLOEXEC)],
  [F_GETFD, (context, file) => ({ value: caller(context).fds[file.fd]?.cloexec ? 1 : 0 })],
  [F_SETFD, setFd],
  [F_GETFL, getFlags],
  [F_SETFL, setFlags],
  [F_GETOWN, (_, { ofd }) => ({ value: ofd.owner })],
  [F_GETOWN_EX, (_, { ofd }) => ({ value: ofd.owner })],
  [F_SETOWN, setOwner],
  [F_SETOWN_EX, setOwner],
  [F_GETSIG, (_, { ofd }) => ({ value: ofd.signal })],
  [F_SETSIG, setSignal],
  [F_GETLEASE, getLease],
  [F_SETLEASE, setLease],
])

const withPath: readonly number[] = [F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL]

/** fcntl(2): leases, their signal and owner, and the flags around them. */
export function fcntl(context: Context): Reply {
  const command = natural(context.args[1])
  const argument = context.args[2] === undefined ? 0 : integer(context.args[2])
  const path = command !== undefined && withPath.includes(command)
  const file = openFile(context, context.args[0], path)
  if (file === undefined) return { code: 'EBADF' }
  const run = command === undefined ? undefined : commands.get(command)
  if (run === undefined || argument === undefined) return { code: 'EINVAL' }
  return run(context, file, argument)
}
