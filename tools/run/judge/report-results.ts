import type { VFile } from 'vfile'
import { report } from '../../message/index.ts'
import { type Fault, faultKey, faultText } from './fault.ts'
import type { RunResult } from './run-result.ts'

/**
 * Report the faults of a page's runs on its file, in page order.
 *
 * The same fault on several targets becomes one message that names them all.
 *
 * @param file
 *   Page.
 * @param results
 *   Results of its examples.
 */
export function reportResults(file: VFile, results: readonly RunResult[]): void {
  const groups = new Map<string, [Fault, ...Fault[]]>()
  for (const fault of results.flatMap(({ faults }) => faults)) {
    const group = groups.get(faultKey(fault))
    if (group === undefined) groups.set(faultKey(fault), [fault])
    else group.push(fault)
  }
  const sorted = [...groups.values()].sort(
    ([a], [b]) => a.place.start.offset - b.place.start.offset,
  )
  for (const group of sorted) {
    const [first] = group
    const { reason, note } = faultText(
      first,
      group.flatMap(({ target }) => target ?? []),
    )
    const { ruleId, place, actual, expected } = first
    const details = { note, actual, ...(expected !== undefined && { expected: [expected] }) }
    report(file, ruleId, reason, place, details)
  }
}
