import type { CallName } from '../driver/index.ts'

/** Kind of object that one call makes and later calls use. */
export type Made = 'fd' | 'map' | 'mr' | 'buffers' | 'pin' | 'pipe'

/** Placeholder for an object made by an earlier call of the same process. */
export interface Pick {
  /** Kind of the object. */
  readonly pick: Made
  /** Index of the object, modulo their number. */
  readonly index: number
}

/** A step of a random program: a call of a process, or passing time. */
export type Step =
  | { readonly process: string; readonly call: CallName; readonly args: readonly unknown[] }
  | { readonly call: 'advance'; readonly args: readonly [seconds: number] }

/** Kind of object that each call makes. */
export const makers: Readonly<Partial<Record<string, Made>>> = {
  open: 'fd',
  dup: 'fd',
  mmap: 'map',
  ibv_reg_mr: 'mr',
  io_uring_register_buffers: 'buffers',
  pin_user_pages: 'pin',
  vmsplice: 'pipe',
}

/** Whether an argument is a placeholder for an object. */
export function isPick(argument: unknown): argument is Pick {
  return typeof argument === 'object' && argument !== null && 'pick' in argument
}

/** The picked object; undefined if there is none of its kind. */
export function pickFrom<T>(things: readonly T[], { index }: Pick): T | undefined {
  return things[index % Math.max(1, things.length)]
}

/** Value for an object that was never made. */
export function nothing(kind: string): unknown {
  return kind === 'fd' ? -1 : { [kind]: -1 }
}

/**
 * Describe a step, for the message of a failing property.
 *
 * @param step
 *   Step from `anyStep`.
 * @returns
 *   Text such as `A.ftruncate(fd#0, 4096)`; `fd#0` is the first descriptor that `A` opened.
 */
export function describeStep(step: Step): string {
  const args = step.args.map((argument) =>
    isPick(argument) ? `${argument.pick}#${argument.index}` : JSON.stringify(argument),
  )
  const who = 'process' in step ? `${step.process}.` : ''
  return `${who}${step.call}(${args.join(', ')})`
}
