import type { TraceLine } from '../../driver/index.ts'
import type { Schedule } from '../../explore/index.ts'

/**
 * Describe a schedule of a trace, one line per step.
 */
export function scheduleText(schedule: Schedule, lines: readonly TraceLine[]): string[] {
  const byId = new Map(lines.map((line) => [line['id'], line]))
  return schedule.steps.map((step) => {
    if ('advance' in step) return `${step.advance} s pass`
    if ('run' in step) {
      const what = step.run === 'signal' ? 'takes a signal' : `resumes call ${step.run}`
      return `${step.process} ${what}`
    }
    const { process, call, args } = byId.get(step.call) ?? {}
    const list = Array.isArray(args) ? args.map((each) => JSON.stringify(each)).join(', ') : ''
    return `${step.call}: ${process ?? 'world'} ${call}(${list})${step.async ? ', which sleeps' : ''}`
  })
}
