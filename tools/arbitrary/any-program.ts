import fc from 'fast-check'
import type { CallName } from '../driver/index.ts'
import { anyArguments } from './any-arguments.ts'
import type { Step } from './step.ts'

/** Elements of random programs; every member has a default. */
export interface ProgramOptions {
  /** Processes; default `A` and `B`. */
  readonly processes?: readonly string[]
  /** Calls; default: those related to leases and truncation. Forked children make no calls. */
  readonly calls?: readonly CallName[]
  /** Paths in calls; default `f`. */
  readonly paths?: readonly string[]
  /** Seconds that can pass in one step; default 1 and 45. Empty: no time passes. */
  readonly seconds?: readonly number[]
  /** Maximum number of steps of a program; default 20. */
  readonly maxLength?: number
}

const leaseCalls: readonly CallName[] = [
  'open',
  'open',
  'fcntl',
  'fcntl',
  'fcntl',
  'close',
  'truncate',
  'ftruncate',
  'nextSignal',
]

/**
 * Create an arbitrary of one step.
 *
 * @param options
 *   Elements of the step; a call that is listed twice is twice as likely.
 * @returns
 *   Arbitrary of steps; they shrink toward the first process, call and path.
 */
export function anyStep(options: ProgramOptions = {}): fc.Arbitrary<Step> {
  const { processes = ['A', 'B'], calls = leaseCalls, paths = ['f'], seconds = [1, 45] } = options
  const callSteps = fc.constantFrom(...calls).chain((call) =>
    fc.record({
      process: fc.constantFrom(...processes),
      call: fc.constant(call),
      args: anyArguments(call, paths, processes),
    }),
  )
  if (seconds.length === 0) return callSteps
  const pause = fc.constantFrom(...seconds).map((each): Step => ({ call: 'advance', args: [each] }))
  return fc.oneof({ weight: 9, arbitrary: callSteps }, { weight: 1, arbitrary: pause })
}

/**
 * Create an arbitrary of programs.
 *
 * @param options
 *   Elements of the programs.
 * @returns
 *   Arbitrary of lists of steps; any part of a program is a program, so it shrinks well.
 */
export function anyProgram(options: ProgramOptions = {}): fc.Arbitrary<readonly Step[]> {
  return fc.array(anyStep(options), { maxLength: options.maxLength ?? 20, size: 'max' })
}
