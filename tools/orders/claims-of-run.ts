import { claimFor, type Outcome } from '../outcome/index.ts'
import type { RunResult, RunTrace } from '../run/index.ts'

/** A claim of a page, and the calls of the trace that it is about. */
export interface CallClaim {
  readonly path: string
  /** Place of the comment in the page. */
  readonly line: number
  readonly column: number
  readonly expected: Outcome
  /** Whether the program awaits the call there, or only checks its state. */
  readonly awaited: boolean
  /** Ids; several in a loop, none if the claim is about another world, or about no call. */
  readonly calls: readonly unknown[]
}

/**
 * List the claims of an example for the target that it ran on.
 *
 * @param result
 *   Run of the example.
 * @param trace
 *   World of the run, whose calls the claims get.
 * @returns
 *   Claims, in the order of the page.
 */
export function claimsOfRun(
  { path, example, target }: Pick<RunResult, 'path' | 'example' | 'target'>,
  trace: RunTrace,
): readonly CallClaim[] {
  return example.expectations.flatMap((expectation, index) => {
    const claim = claimFor(expectation, target)
    if (claim === undefined) return []
    const { line, column } = expectation.place.start
    const { awaited } = expectation
    const calls = trace.calls[index] ?? []
    return [{ path, line, column, expected: claim.outcome, awaited, calls }]
  })
}
