import { type ArgumentKind, callShapes, isCallName } from '../call-shapes.ts'
import { F_DUPFD, F_SETOWN, F_SETOWN_EX } from '../constants.ts'

/** Calls whose results later calls refer to. */
const makers = new Set([
  'open',
  'dup',
  'send_fd',
  'mmap',
  'ibv_reg_mr',
  'io_uring_register_buffers',
  'pin_user_pages',
  'vmsplice',
])

/**
 * Names for descriptors and handles, so that `$fd3` in a recorded trace refers to the same file on
 * a target with other numbers.
 */
export interface NameTable {
  readonly fds: Map<string, Map<number, string>>
  /** Process to handle, as JSON, to name: real processes number their own. */
  readonly handles: Map<string, Map<string, string>>
  readonly pids: Map<number, string>
}

/** Create an empty table. */
export function createNameTable(): NameTable {
  return { fds: new Map(), handles: new Map(), pids: new Map() }
}

/** Name for the result of a call, if later calls can refer to it. */
export function nameFor(call: string, args: readonly unknown[], id: number): string | undefined {
  if (makers.has(call)) return `v${id}`
  return call === 'fcntl' && args[1] === F_DUPFD ? `v${id}` : undefined
}

/** Update the names after a call has returned. */
export function noteResult(
  table: NameTable,
  made: { process: string; call: string; args: readonly unknown[]; as?: string },
  result: unknown,
): void {
  const { process, call, args, as } = made
  const fds = table.fds.get(process) ?? new Map<number, string>()
  table.fds.set(process, fds)
  if (call === 'close') fds.delete(Number(args[0]))
  const handles = table.handles.get(process) ?? new Map<string, string>()
  table.handles.set(process, handles)
  if (call === 'fork') {
    table.handles.set(String(args[0]), new Map(handles))
    table.fds.set(String(args[0]), new Map(fds))
    table.pids.set(Number(result), String(args[0]))
  }
  if (as === undefined) return
  if (call === 'send_fd') noteReceived(table, args[0], Number(result), as)
  else if (typeof result === 'number') fds.set(result, as)
  else handles.set(JSON.stringify(result), as)
}

/** Name a descriptor of the receiver, not of the sender. */
function noteReceived(table: NameTable, receiver: unknown, fd: number, name: string): void {
  const process = typeof receiver === 'number' ? table.pids.get(receiver) : String(receiver)
  if (process === undefined) return
  const fds = table.fds.get(process) ?? new Map<number, string>()
  table.fds.set(process, fds.set(fd, name))
}

/** Replace arguments by their names. */
export function namedArguments(
  table: NameTable,
  process: string,
  call: string,
  args: readonly unknown[],
): unknown[] {
  const kinds = isCallName(call) ? callShapes[call] : []
  const named = args.map((argument, index) => {
    const kind = kinds[index]
    return kind === undefined ? argument : namedArgument(table, process, kind, argument)
  })
  const takesPid = call === 'fcntl' && (args[1] === F_SETOWN || args[1] === F_SETOWN_EX)
  if (takesPid) named[2] = namedPid(table, args[2])
  return named
}

function namedArgument(
  table: NameTable,
  process: string,
  kind: ArgumentKind,
  argument: unknown,
): unknown {
  if (kind === 'fd' || (kind === 'path or fd' && typeof argument === 'number')) {
    const name = table.fds.get(process)?.get(Number(argument))
    return name === undefined ? argument : `$${name}`
  }
  if (kind === 'process') return namedPid(table, argument)
  if (kind === 'path' && typeof argument === 'string') return namedPath(table, argument)
  if (kind === 'action' && Array.isArray(argument)) {
    return argument.map(({ call, args }) => ({
      call,
      args: namedArguments(table, process, call, args),
    }))
  }
  if (typeof argument !== 'object' || argument === null) return argument
  const name = table.handles.get(process)?.get(JSON.stringify(argument))
  return name === undefined ? argument : `$${name}`
}

function namedPid(table: NameTable, argument: unknown): unknown {
  const name = typeof argument === 'number' ? table.pids.get(argument) : undefined
  return name === undefined ? argument : `$${name}.pid`
}

function namedPath(table: NameTable, path: string): string {
  return path.replace(/^\/proc\/(\d+)\//, (text, pid) => {
    const name = table.pids.get(Number(pid))
    return name === undefined ? text : `/proc/$${name}.pid/`
  })
}
