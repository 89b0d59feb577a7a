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
  const groups = new Map<string, { fault: Fault; around: readonly string[]; targets: string[] }>()
  for (const { faults, target } of results) {
    const name = ` on ${target.name}`
    for (const fault of faults) {
      const around = cutAt(fault.reason, name)
      const key = JSON.stringify([fault.ruleId, fault.place.start, around, fault.note?.split(name)])
      const group = groups.get(key) ?? { fault, around, targets: [] }
      group.targets.push(target.name)
      groups.set(key, group)
    }
  }
  const sorted = [...groups.values()].sort(
    (a, b) => a.fault.place.start.offset - b.fault.place.start.offset,
  )
  for (const { fault, around, targets } of sorted) {
    const { note, actual, expected } = fault
    report(file, fault.ruleId, around.join(` on ${targets.join(', ')}`), fault.place, {
      note,
      actual,
      ...(expected !== undefined && { expected: [expected] }),
    })
  }
}

/** What stands before the first occurrence of a word, and what stands after it. */
function cutAt(text: string, word: string): readonly string[] {
  const at = text.indexOf(word)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + word.length)]
}
