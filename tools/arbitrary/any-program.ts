import fc from 'fast-check'
import type { CallName } from '../driver/index.ts'
import { anyArguments } from './any-arguments.ts'
import type { Step } from './step.ts'

/** What random programs are made of; every member has a default. */
export interface ProgramOptions {
  /** Default `A` and `B`. */
  readonly processes?: readonly string[]
  /** Default: the calls that leases and truncates are made of. A forked child makes no calls itself. */
  readonly calls?: readonly CallName[]
  /** Paths that calls speak of; default `f`. */
  readonly paths?: readonly string[]
  /** Seconds that may pass at once; default 1 and 45. None: time stands still. */
  readonly seconds?: readonly number[]
  /** Steps of a program at most; default 20. */
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
 * Make an arbitrary of one step.
 *
 * @param options
 *   What it may be made of; a call that is listed twice is twice as likely.
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
 * Make an arbitrary of programs.
 *
 * @param options
 *   What they may be made of.
 * @returns
 *   Arbitrary of steps in order; any part of a program is a program too, so that it shrinks well.
 */
export function anyProgram(options: ProgramOptions = {}): fc.Arbitrary<readonly Step[]> {
  return fc.array(anyStep(options), { maxLength: options.maxLength ?? 20, size: 'max' })
}
