import { type Exploration, outcomeText } from '../../explore/index.ts'
import type { JudgedClaim } from '../../orders/index.ts'
import { formatOutcome } from '../../outcome/index.ts'

/**
 * Convert an exploration to the data that `--json` prints.
 */
export function exploreData(
  name: string,
  result: Exploration,
  judged: readonly JudgedClaim[],
): object {
  const { calls, ends } = result
  return {
    name,
    target: `sim:${result.profile}`,
    ...result,
    calls: calls.map((call) => ({ ...call, outcomes: call.outcomes.map(withText) })),
    ...(ends && { ends: ends.map((each) => each.map(outcomeText)) }),
    claims: judged.map(claimData),
  }
}

function claimData({ claim, holds, outcomes, counterexample }: JudgedClaim): object {
  const { path, line, column, expected, calls } = claim
  return {
    ...{ path, line, column, claim: formatOutcome(expected), calls },
    ...{ holds, outcomes: outcomes.map(outcomeText) },
    ...(counterexample && { counterexample: withText(counterexample) }),
  }
}

function withText<T extends { readonly outcome: Parameters<typeof outcomeText>[0] }>(
  given: T,
): object {
  return { ...given, outcome: outcomeText(given.outcome) }
}
