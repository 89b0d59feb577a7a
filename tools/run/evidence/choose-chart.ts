import type { RecordedTrace, Trace, TraceLine } from '../../evidence/index.ts'
import { isReal } from '../../outcome/index.ts'
import type { RunResult } from '../judge/run-result.ts'

/** Lines of input above which a chart does not help. */
const longest = 40

/**
 * Choose the run to draw as the chart of an example.
 *
 * Prefers the target that was drawn before, so recording again changes nothing, and never takes a
 * real kernel, whose clock and numbers differ on each run.
 *
 * @param results
 *   Results of the example, in the order of the targets.
 * @param before
 *   Chart drawn before, if its target's run is still recorded.
 * @param nameLine
 *   Makes a line of input readable.
 */
export function chooseChart(
  results: readonly RunResult[],
  before: RecordedTrace | undefined,
  nameLine: (line: TraceLine) => TraceLine,
): RecordedTrace | undefined {
  const ran = results.filter(({ target, status }) => {
    return status === 'passed' && !isReal(target)
  })
  const again = ran.find(({ target }) => target.name === before?.target)
  if (before !== undefined && again === undefined) return before
  for (const { target, traces } of again === undefined ? ran : [again, ...ran]) {
    const drawn = traces.find(isTelling)
    if (drawn === undefined || drawn.input.length > longest) continue
    return { target: target.name, input: drawn.input.map(nameLine), output: drawn.output }
  }
  return undefined
}

/**
 * Check whether a trace is worth a chart: events in page order are not.
 *
 * @param trace
 *   Trace of a world.
 * @returns
 *   Whether a call blocks or a signal is sent.
 */
export function isTelling({ output }: Trace): boolean {
  return output.some((line) => line['blocked'] === true || 'signal' in line)
}
