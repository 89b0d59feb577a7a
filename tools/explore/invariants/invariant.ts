import type { Event, Outcome, ProfileName, State } from '../../model/index.ts'

/** A step of the search as invariants see it. */
export interface View {
  readonly before: State
  readonly event: Event
  readonly outcomes: readonly Outcome[]
  /** Reached by the step. */
  readonly state: State
  /** Whether a thread of the process can still make calls. */
  readonly isFree: (process: string) => boolean
}

/** Something that should not be. */
export interface Violation {
  /** One sentence without a full stop. */
  readonly message: string
  /** Row of the specification that says that it is so; absent: none does. */
  readonly row?: string
}

/** Where the specification itself says that an invariant does not hold. */
export interface Declared {
  readonly row: string
  /** Profiles of which it says so; a name stands for its `+` variants as well. */
  readonly profiles: readonly string[]
  /** Why it is so, in a few words. */
  readonly reason: string
}

/** What must hold in every state that can be reached. */
export interface Invariant {
  readonly id: string
  /** One sentence without a full stop. */
  readonly title: string
  readonly declared: readonly Declared[]
  /** Violations with the row that fits; whether the profile may is judged by the caller. */
  check(view: View): readonly Violation[]
}

/** Whether a declaration speaks of a profile. */
export function speaksOf(declared: Declared, profile: ProfileName): boolean {
  const [family] = profile.split('+')
  return declared.profiles.some((name) => name === profile || name === family)
}
