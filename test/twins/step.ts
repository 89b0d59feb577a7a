import type { FileSetting, FileSystem, ProcessOptions } from '../../tools/driver/index.ts'

/** Kind of thing that calls make and later calls take. */
export type Made = 'fd' | 'map' | 'mr' | 'buffers' | 'pin' | 'pipe'

/** Stands for something that an earlier call of the same process made, counted round. */
export interface Pick {
  readonly pick: Made
  readonly index: number
}

/** Stands for the process id of a process, or for its negative: the process group. */
export interface Who {
  readonly who: string
}

/** One call of a random program, or seconds that pass. Paths are `f`, `g`, … */
export interface Step {
  /** Absent: time passes. */
  readonly process?: string
  readonly call: string
  readonly args: readonly unknown[]
}

/** A random program, with the world that it runs in. Any part of its steps is a program too. */
export interface Program {
  readonly fs: FileSystem
  readonly files: readonly FileSetting[]
  /** Who each process runs as; those that `fork` may make are absent. */
  readonly processes: Readonly<Record<string, ProcessOptions>>
  readonly steps: readonly Step[]
}

/** What each maker makes. */
export const makers: Readonly<Partial<Record<string, Made>>> = {
  open: 'fd',
  dup: 'fd',
  mmap: 'map',
  ibv_reg_mr: 'mr',
  io_uring_register_buffers: 'buffers',
  pin_user_pages: 'pin',
  vmsplice: 'pipe',
}

/** What ends each kind of thing. */
export const enders: Readonly<Partial<Record<string, Made>>> = {
  close: 'fd',
  munmap: 'map',
  ibv_dereg_mr: 'mr',
  io_uring_unregister_buffers: 'buffers',
  unpin_user_pages: 'pin',
  drain: 'pipe',
}

export function isPick(value: unknown): value is Pick {
  return typeof value === 'object' && value !== null && 'pick' in value
}

export function isWho(value: unknown): value is Who {
  return typeof value === 'object' && value !== null && 'who' in value
}
