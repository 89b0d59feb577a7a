import type { Event, Outcome, ProfileName, State } from '../../model/index.ts'

/** A step of the search, for invariants. */
export interface View {
  readonly before: State
  readonly event: Event
  readonly outcomes: readonly Outcome[]
  readonly state: State
  /** Whether a thread of the process can still make calls. */
  readonly isFree: (process: string) => boolean
}

/** A violation of an invariant. */
export interface Violation {
  /** One sentence without a period. */
  readonly message: string
  /** Row of the specification that declares it; absent if none does. */
  readonly row?: string
}

/** An exception from an invariant, declared by the specification. */
export interface Declared {
  readonly row: string
  /** Profiles to which it applies; a name includes its `+` variants. */
  readonly profiles: readonly string[]
  /** Short reason. */
  readonly reason: string
}

/** A property of every reachable state. */
export interface Invariant {
  readonly id: string
  /** One sentence without a period. */
  readonly title: string
  readonly declared: readonly Declared[]
  /** Violations with matching rows; the caller decides whether the profile declares them. */
  check(view: View): readonly Violation[]
}

/** Whether a declaration applies to a profile. */
export function speaksOf(declared: Declared, profile: ProfileName): boolean {
  const [family] = profile.split('+')
  return declared.profiles.some((name) => name === profile || name === family)
}
