import type { Process } from './port.ts'

/** Name of a system call of the port. */
export type CallName = Exclude<keyof Process, 'name' | 'pid'>

/** Kind of an argument; a trailing `?` marks an optional one. */
export type ArgumentKind =
  | 'path'
  | 'path or fd'
  | 'fd'
  | 'number'
  | 'number?'
  | 'data'
  | 'map'
  | 'mr'
  | 'buffers'
  | 'pin'
  | 'pipe'
  | 'process'
  | 'new process'
  | 'signal'
  | 'action'
  | 'how'
  | 'restart?'

/** Arguments of each call, in order, both in TypeScript and in traces. */
export const callShapes: Readonly<Record<CallName, readonly ArgumentKind[]>> = {
  open: ['path', 'number', 'number?'],
  close: ['fd'],
  dup: ['fd'],
  fsync: ['fd'],
  fcntl: ['fd', 'number', 'number?'],
  pread: ['fd', 'number', 'number'],
  pwrite: ['fd', 'data', 'number'],
  truncate: ['path', 'number'],
  ftruncate: ['fd', 'number'],
  fallocate: ['fd', 'number', 'number', 'number'],
  unlink: ['path'],
  rename: ['path', 'path'],
  chmod: ['path', 'number'],
  chown: ['path', 'number', 'number'],
  stat: ['path or fd'],
  mmap: ['fd', 'number', 'number', 'number', 'number'],
  munmap: ['map'],
  mprotect: ['map', 'number'],
  load: ['map', 'number', 'number'],
  store: ['map', 'number', 'data'],
  ibv_reg_mr: ['map', 'number', 'number', 'number?'],
  ibv_dereg_mr: ['mr'],
  io_uring_register_buffers: ['map', 'number', 'number'],
  io_uring_unregister_buffers: ['buffers'],
  pin_user_pages: ['map', 'number', 'number', 'number'],
  unpin_user_pages: ['pin'],
  vmsplice: ['map', 'number', 'number'],
  drain: ['pipe'],
  writeDirect: ['map', 'number', 'number', 'number'],
  fork: ['new process'],
  execve: [],
  send_fd: ['process', 'fd'],
  reflink: ['fd', 'fd'],
  umount: [],
  exit: ['number?'],
  kill: ['process', 'signal'],
  sigaction: ['signal', 'action', 'restart?'],
  sigprocmask: ['how', 'signal'],
  nextSignal: [],
  readFile: ['path'],
}

/** Names of all calls, in the order of the table. */
export const callNames: readonly CallName[] = Object.keys(callShapes) as CallName[]

/** Whether `name` is a call of the port. */
export function isCallName(name: string): name is CallName {
  return Object.hasOwn(callShapes, name)
}

/** Path argument of a call, as a member of its error; empty if its first argument is not a path. */
export function pathIn(call: string, [first]: readonly unknown[]): { readonly path?: string } {
  const takesPath = isCallName(call) && callShapes[call][0]?.startsWith('path')
  return takesPath && typeof first === 'string' ? { path: first } : {}
}
