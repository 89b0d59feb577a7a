import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import type { Fault, RunResult } from './run-result.ts'

/**
 * Put what is wrong with the runs of a page on its file, in the order of the page.
 *
 * What is wrong in the same way on several targets becomes one message that names them all.
 *
 * @param file
 *   Page.
 * @param results
 *   Results of its examples.
 */
export function reportResults(file: VFile, results: readonly RunResult[]): void {
  const groups = new Map<string, { fault: Fault; reason: string; targets: string[] }>()
  for (const { faults, target } of results) {
    for (const fault of faults) {
      const reason = fault.reason.replace(` on ${target.name}`, ' on \0')
      const note = fault.note?.replaceAll(` on ${target.name}`, ' on \0')
      const key = JSON.stringify([fault.ruleId, fault.place.start, reason, note])
      const group = groups.get(key) ?? { fault, reason, targets: [] }
      group.targets.push(target.name)
      groups.set(key, group)
    }
  }
  const sorted = [...groups.values()].sort(
    (a, b) => a.fault.place.start.offset - b.fault.place.start.offset,
  )
  for (const { fault, reason, targets } of sorted) {
    const { note, actual, expected } = fault
    report(file, fault.ruleId, reason.replace('\0', targets.join(', ')), fault.place, {
      note,
      actual,
      ...(expected !== undefined && { expected: [expected] }),
    })
  }
}
