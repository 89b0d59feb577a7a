import type { RuleId } from '../../message/index.ts'
import type { Place } from '../../outcome/index.ts'

/** What is wrong with a run, with its place in the page. */
export interface Fault {
  readonly ruleId: RuleId
  readonly place: Place
  /** How its sentence begins: `Unexpected wait`. */
  readonly what: string
  /** Name of the target on which it is so; absent: on whichever it runs. */
  readonly target?: string
  /** File system on which it is so, where the page speaks of several. */
  readonly fs?: string
  /** How its sentence goes on after the target: ` that cannot be shown`. */
  readonly rest?: string
  /** What should have been: `an end within 10000 ms`. */
  readonly wanted?: string
  /** Why it is so. */
  readonly cause?: string
  /** What was observed, and what the page says. */
  readonly actual?: string
  readonly expected?: string
  /** What else there is to say of it: where the call sleeps, or why its value cannot be shown. */
  readonly note?: string
  /** What it brought down later in the same run. */
  readonly later?: readonly Fault[]
  readonly hint?: string
}

/** A fault in words. */
export interface FaultText {
  /** One line: "Unexpected X on TARGET, expected Y". */
  readonly reason: string
  readonly note?: string
}

/**
 * Put a fault in words.
 *
 * @param fault
 *   From a run.
 * @param targets
 *   Names of all targets on which the same is wrong; default: its own.
 * @returns
 *   Its sentence, and what else there is to say.
 */
export function faultText(fault: Fault, targets: readonly string[] = namesOf(fault)): FaultText {
  const { note, later = [], hint } = fault
  const lines = [
    ...(note === undefined ? [] : [note]),
    ...later.map((each) => `then, ${atLine(each)}: ${faultText(each).reason}`),
    ...(hint === undefined ? [] : [hint]),
  ]
  const reason = reasonOf(fault, targets)
  return lines.length === 0 ? { reason } : { reason, note: lines.join('\n') }
}

/** What two faults have in common exactly if only the target differs. */
export function faultKey(fault: Fault): string {
  return JSON.stringify(fault, (key, value: unknown) => (key === 'target' ? undefined : value))
}

function namesOf({ target }: Fault): readonly string[] {
  return target === undefined ? [] : [target]
}

function reasonOf(
  { what, fs, rest = '', wanted, cause }: Fault,
  targets: readonly string[],
): string {
  const withFs = fs === undefined ? '' : ` with ${fs}`
  const on = targets.length === 0 ? '' : ` on ${targets.join(', ')}${withFs}`
  const expected = wanted === undefined ? '' : `, expected ${wanted}`
  return `${what}${on}${rest}${expected}${cause === undefined ? '' : `: ${cause}`}`
}

function atLine({ place }: Fault): string {
  return `at ${place.start.line}:${place.start.column}`
}
