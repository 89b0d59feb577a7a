import { type Outcome, readOutcome } from '../../outcome/index.ts'

/** Class of an outcome, for its color, which only repeats its text. */
export type OutcomeKind = 'done' | 'refused' | 'waits' | 'signal' | 'killed' | 'nothing'

const kinds = {
  ok: 'done',
  value: 'done',
  errno: 'refused',
  signal: 'signal',
  none: 'nothing',
  blocks: 'waits',
  after: 'waits',
  killed: 'killed',
} as const satisfies Record<Outcome['kind'], OutcomeKind>

/** Classify a recorded outcome by its text (`0`, `EINVAL`, `after T: ETXTBSY`). */
export function readOutcomeKind(text: string): OutcomeKind {
  const outcome = readOutcome(text)
  return 'problem' in outcome ? 'nothing' : kinds[outcome.kind]
}
