import type { RecordedTrace, TraceLine } from '../evidence/index.ts'
import type { RunResult } from './run-result.ts'

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
    return status === 'passed' && !target.selectors.includes('real')
  })
  const again = ran.find(({ target }) => target.name === before?.target)
  if (before !== undefined && again === undefined) return before
  const isDrawable = ({ trace }: RunResult) => trace !== undefined && trace.input.length <= longest
  const drawn = again !== undefined && isDrawable(again) ? again : ran.find(isDrawable)
  if (drawn?.trace === undefined) return undefined
  const { input, output } = drawn.trace
  return { target: drawn.target.name, input: input.map(nameLine), output }
}
