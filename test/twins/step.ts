import type { FileSetting, FileSystem, ProcessOptions } from '../../tools/driver/index.ts'

/** Kind of resource that calls make and later calls use. */
export type Made = 'fd' | 'map' | 'mr' | 'buffers' | 'pin' | 'pipe'

/** Reference to a resource of the same process, by an index that wraps around. */
export interface Pick {
  readonly pick: Made
  readonly index: number
}

/** Reference to the id of a process. */
export interface Who {
  readonly who: string
}

/** One call of a random program, or a pause in seconds. Paths are `f`, `g`, … */
export interface Step {
  /** Absent for a pause. */
  readonly process?: string
  readonly call: string
  readonly args: readonly unknown[]
}

/** A random program and its world. Any part of its steps is a program, too. */
export interface Program {
  readonly fs: FileSystem
  readonly files: readonly FileSetting[]
  /** Options of each process, except those that `fork` makes. */
  readonly processes: Readonly<Record<string, ProcessOptions>>
  readonly steps: readonly Step[]
}

/** Resource that each call makes. */
export const makers: Readonly<Partial<Record<string, Made>>> = {
  open: 'fd',
  dup: 'fd',
  mmap: 'map',
  ibv_reg_mr: 'mr',
  io_uring_register_buffers: 'buffers',
  pin_user_pages: 'pin',
  vmsplice: 'pipe',
}

/** Resource that each call releases. */
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
