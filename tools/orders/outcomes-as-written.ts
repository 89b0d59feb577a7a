import { openTarget, type ReadTrace, replay, type TraceLine } from '../driver/index.ts'
import { type Answer, answerOfValue, type CallOutcome } from '../explore/index.ts'

/**
 * Replay a trace in the order in which it was written.
 *
 * @param scenario
 *   World and calls.
 * @param target
 *   Name of a target.
 * @returns
 *   Outcomes of the calls, by id.
 */
export async function outcomesAsWritten(
  scenario: ReadTrace,
  target: string,
): Promise<ReadonlyMap<unknown, CallOutcome>> {
  const outcomes = new Map<unknown, CallOutcome>()
  const since = new Map<unknown, number>()
  for await (const line of replay(scenario, await openTarget(target))) {
    const { id, at } = line
    if (id === undefined) continue
    if (line['blocked'] === true) {
      since.set(id, Number(at))
      outcomes.set(id, { answer: { kind: 'blocks' } })
      continue
    }
    const answer = answerOf(line)
    const began = since.get(id)
    const slept = Math.round((Number(at) - (began ?? 0)) * 1e6) / 1e6
    outcomes.set(id, began === undefined ? { answer } : { answer, slept })
  }
  return outcomes
}

function answerOf({ result, errno, killed, unsupported }: TraceLine): Answer {
  if (errno !== undefined) return { kind: 'errno', code: String(errno) }
  if (killed !== undefined) return { kind: 'killed', signal: String(killed) }
  if (unsupported !== undefined) return { kind: 'unsupported', capability: String(unsupported) }
  // Traces have the signal of a fault in place of a result.
  if (typeof result === 'string' && /^SIG[A-Z0-9+]+$/.test(result)) {
    return { kind: 'signal', signal: result }
  }
  return answerOfValue((result === undefined ? 0 : result) as Parameters<typeof answerOfValue>[0])
}
