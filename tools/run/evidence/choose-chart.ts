import type { RecordedTrace, Trace, TraceLine } from '../../evidence/index.ts'
import { isReal } from '../../outcome/index.ts'
import type { RunResult } from '../judge/run-result.ts'

/** Lines of input beyond which a chart is no help. */
const longest = 40

/**
 * Choose the run that the chart of an example is drawn from.
 *
 * The target that was drawn before is drawn again, so that recording again changes nothing; else the
 * first one that can be. A real kernel cannot: its clock and its numbers are others each time.
 *
 * @param results
 *   Results of the example, in the order of the targets.
 * @param before
 *   What was drawn before, where its target's run is still recorded.
 * @param nameLine
 *   How lines of input are made readable.
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
 * Tell whether a trace is worth a chart: what comes in the order of the page needs none.
 *
 * @param trace
 *   What happened in a world.
 * @returns
 *   Whether somebody sleeps or is sent a signal.
 */
export function isTelling({ output }: Trace): boolean {
  return output.some((line) => line['blocked'] === true || 'signal' in line)
}
