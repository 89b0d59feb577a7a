/** Class of an outcome, for its colour; the text beside it always says the same. */
export type OutcomeKind = 'done' | 'refused' | 'waits' | 'signal' | 'killed' | 'nothing'

const kinds: readonly (readonly [RegExp, OutcomeKind])[] = [
  [/^(?:blocks$|after T:)/, 'waits'],
  [/^(?:killed |SIGBUS$|SIGSEGV$)/, 'killed'],
  [/^SIG[A-Z0-9+]+$/, 'signal'],
  [/^E[A-Z0-9]+$/, 'refused'],
  [/^(?:none|not reached)$/, 'nothing'],
]

/** Say of which kind a recorded outcome is, from its words (`0`, `EINVAL`, `after T: ETXTBSY`). */
export function readOutcomeKind(outcome: string): OutcomeKind {
  return kinds.find(([pattern]) => pattern.test(outcome))?.[1] ?? 'done'
}
