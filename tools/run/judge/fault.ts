import type { RuleId } from '../../message/index.ts'
import type { Place } from '../../outcome/index.ts'

/** A problem of a run, with its place in the page. */
export interface Fault {
  readonly ruleId: RuleId
  readonly place: Place
  /** Start of the message: `Unexpected wait`. */
  readonly what: string
  /** Name of the affected target; absent: all targets. */
  readonly target?: string
  /** Affected filesystem, if the example runs on several. */
  readonly fs?: string
  /** Continues the message after the target: ` that cannot be shown`. */
  readonly rest?: string
  /** Expectation: `completion within 10000 ms`. */
  readonly wanted?: string
  /** Reason. */
  readonly cause?: string
  /** Observed outcome, and the one that the page states. */
  readonly actual?: string
  readonly expected?: string
  /** Detail: where the call sleeps, or why its value cannot be shown. */
  readonly note?: string
  /** Faults that it caused later in the same run. */
  readonly later?: readonly Fault[]
  readonly hint?: string
}

/** Message of a fault. */
export interface FaultText {
  /** One line: "Unexpected X on TARGET, expected Y". */
  readonly reason: string
  readonly note?: string
}

/**
 * Format a fault.
 *
 * @param fault
 *   Fault of a run.
 * @param targets
 *   Names of all targets with the same fault; default: its own.
 * @returns
 *   Message, with a note if there is more to say.
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

/** Key that two faults share if and only if nothing but the target differs. */
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
