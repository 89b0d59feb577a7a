import type { CallName } from '../driver/index.ts'

/** Kind of thing that calls make and later calls take. */
export type Made = 'fd' | 'map' | 'mr' | 'buffers' | 'pin' | 'pipe'

/** Stands for something that an earlier call of the same process made. */
export interface Pick {
  /** Of which kind. */
  readonly pick: Made
  /** Which one, counted round: any number fits. */
  readonly index: number
}

/** One step of a random program: a call of a process, or time that passes. */
export type Step =
  | { readonly process: string; readonly call: CallName; readonly args: readonly unknown[] }
  | { readonly call: 'advance'; readonly args: readonly [seconds: number] }

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

/** Tell whether an argument stands for what an earlier call made. */
export function isPick(argument: unknown): argument is Pick {
  return typeof argument === 'object' && argument !== null && 'pick' in argument
}

/** The thing that is picked; undefined: nothing of its kind was made. */
export function pickFrom<T>(things: readonly T[], { index }: Pick): T | undefined {
  return things[index % Math.max(1, things.length)]
}

/** What stands for a thing that was never made. */
export function nothing(kind: string): unknown {
  return kind === 'fd' ? -1 : { [kind]: -1 }
}

/**
 * Say what a step is, for the message of a property that fails.
 *
 * @param step
 *   From `anyStep`.
 * @returns
 *   `A.ftruncate(fd#0, 4096)`: `fd#0` is the first descriptor that `A` opened.
 */
export function describeStep(step: Step): string {
  const args = step.args.map((argument) =>
    isPick(argument) ? `${argument.pick}#${argument.index}` : JSON.stringify(argument),
  )
  const who = 'process' in step ? `${step.process}.` : ''
  return `${who}${step.call}(${args.join(', ')})`
}
