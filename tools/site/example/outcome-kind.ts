import { type Outcome, readOutcome } from '../../outcome/index.ts'

/** Class of an outcome, for its colour; the text beside it always says the same. */
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

/** Say of which kind a recorded outcome is, from its words (`0`, `EINVAL`, `after T: ETXTBSY`). */
export function readOutcomeKind(text: string): OutcomeKind {
  const outcome = readOutcome(text)
  return 'problem' in outcome ? 'nothing' : kinds[outcome.kind]
}
