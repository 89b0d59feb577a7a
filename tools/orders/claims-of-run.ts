import { claimFor, type Outcome } from '../outcome/index.ts'
import type { RunResult, RunTrace } from '../run/index.ts'

/** What a page says of a call, with the calls of the trace that it speaks of. */
export interface CallClaim {
  readonly path: string
  /** Place of the comment in the page. */
  readonly line: number
  readonly column: number
  readonly expected: Outcome
  /** Whether the program waits for the call there, or only looks at it. */
  readonly awaited: boolean
  /** Ids; several in a loop, none if the claim is about another world, or about no call. */
  readonly calls: readonly unknown[]
}

/**
 * List the claims of an example that was run.
 *
 * @param result
 *   Its run.
 * @param trace
 *   World of the run whose calls are asked for.
 * @returns
 *   The claims that the page makes for the target, in the order of the page.
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
