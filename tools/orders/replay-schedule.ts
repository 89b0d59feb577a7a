import { openTarget, readTrace, replay, type Trace, type TraceLine } from '../driver/index.ts'
import type { Schedule } from '../explore/index.ts'
import { scheduleLines } from './schedule-lines.ts'

/**
 * Replay a schedule.
 *
 * @param schedule
 *   Schedule that a replay can follow.
 * @param lines
 *   Input of the explored trace.
 * @param target
 *   Name of the target.
 * @returns
 *   Trace of the schedule, with its events.
 */
export async function replaySchedule(
  schedule: Schedule,
  lines: readonly TraceLine[],
  target: string,
): Promise<Trace> {
  const input = scheduleLines(schedule, lines)
  const text = input.map((line) => JSON.stringify(line)).join('\n')
  const output: TraceLine[] = []
  for await (const line of replay(readTrace(text), await openTarget(target))) output.push(line)
  return { input, output }
}
