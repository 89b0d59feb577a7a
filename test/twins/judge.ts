import { readTrace, type SimProfile, type TraceLine } from '../../tools/driver/index.ts'
import { checkTrace } from '../../tools/explore/index.ts'
import type { Played } from './play.ts'

/** A line that the model does not allow. */
export interface Difference {
  readonly profile: SimProfile
  readonly fs: string
  /** 0-based, of the output. */
  readonly index: number
  /** The call that it answers; absent for signals, deaths, and the end of the output. */
  readonly asked?: TraceLine
  /** Line of the kernel; absent if the output has ended. */
  readonly real?: TraceLine
  /** Lines before and after it. */
  readonly before?: TraceLine
  readonly after?: TraceLine
  /** Lines that the model allows in its place. */
  readonly allowed: readonly TraceLine[]
}

/** Find the first line of a run that the model does not allow. */
export function judge(profile: SimProfile, { input, output }: Played): Difference | undefined {
  const scenario = readTrace(input.map((line) => JSON.stringify(line)).join('\n'))
  const { accepted, failure } = checkTrace(profile, scenario, output, { numbers: 'renamed' })
  if (accepted || failure === undefined) return undefined
  const { index, line: real, allowed } = failure
  const [before, after] = [output[index - 1], output[index + 1]]
  const about = real?.['id'] ?? allowed.find((line) => 'id' in line)?.['id']
  const asked = about === undefined ? undefined : input.find((line) => line['id'] === about)
  return {
    profile,
    fs: String(scenario.world.fs),
    index,
    ...(asked && { asked }),
    ...(real && { real }),
    ...(before && { before }),
    ...(after && { after }),
    allowed,
  }
}
