import type { Handler } from '../context.ts'
import { close, dup, fsync } from './descriptors.ts'
import { writeDirect } from './direct.ts'
import { fallocate } from './fallocate.ts'
import { fcntl } from './fcntl.ts'
import { load, mmap, mprotect, munmap, store } from './memory.ts'
import { reflink, umount } from './mount.ts'
import { chmod, chown, rename, stat, unlink } from './names.ts'
import { open } from './open.ts'
import {
  drain,
  ibvDeregMr,
  ibvRegMr,
  ioUringRegisterBuffers,
  ioUringUnregisterBuffers,
  pinUserPages,
  unpinUserPages,
  vmsplice,
} from './pins.ts'
import { exit, fork, kill } from './process.ts'
import { readFile } from './read-file.ts'
import { pread, pwrite } from './read-write.ts'
import { execve, sendFd } from './share.ts'
import { nextSignal, sigaction, sigprocmask } from './signals.ts'
import { ftruncate, truncate } from './truncate.ts'

/** Names of the calls that the model implements. */
export type CallName =
  | 'open'
  | 'close'
  | 'dup'
  | 'fsync'
  | 'fcntl'
  | 'pread'
  | 'pwrite'
  | 'truncate'
  | 'ftruncate'
  | 'fallocate'
  | 'unlink'
  | 'rename'
  | 'chmod'
  | 'chown'
  | 'stat'
  | 'mmap'
  | 'munmap'
  | 'mprotect'
  | 'load'
  | 'store'
  | 'ibv_reg_mr'
  | 'ibv_dereg_mr'
  | 'io_uring_register_buffers'
  | 'io_uring_unregister_buffers'
  | 'pin_user_pages'
  | 'unpin_user_pages'
  | 'vmsplice'
  | 'drain'
  | 'writeDirect'
  | 'fork'
  | 'exit'
  | 'kill'
  | 'sigaction'
  | 'sigprocmask'
  | 'nextSignal'
  | 'readFile'
  | 'send_fd'
  | 'execve'
  | 'umount'
  | 'reflink'

/** Handlers by call. */
export const handlers: Readonly<Record<CallName, Handler>> = {
  open,
  close,
  dup,
  fsync,
  fcntl,
  pread,
  pwrite,
  truncate,
  ftruncate,
  fallocate,
  unlink,
  rename,
  chmod,
  chown,
  stat,
  mmap,
  munmap,
  mprotect,
  load,
  store,
  ibv_reg_mr: ibvRegMr,
  ibv_dereg_mr: ibvDeregMr,
  io_uring_register_buffers: ioUringRegisterBuffers,
  io_uring_unregister_buffers: ioUringUnregisterBuffers,
  pin_user_pages: pinUserPages,
  unpin_user_pages: unpinUserPages,
  vmsplice,
  drain,
  writeDirect,
  fork,
  exit,
  kill,
  sigaction,
  sigprocmask,
  nextSignal,
  readFile,
  send_fd: sendFd,
  execve,
  umount,
  reflink,
}

const byName: Readonly<Record<string, Handler>> = Object.assign(Object.create(null), handlers)

/** Handler of a call, or undefined. */
export function handlerOf(name: string): Handler | undefined {
  return byName[name]
}
