import type { Example } from '../../page/index.ts'
import type { Probe } from '../worker/driver.ts'

/**
 * List the file systems that an example runs on, one after the other.
 *
 * @param example
 *   Example; one whose `fs` stands for several claims that each of them does the same.
 * @param probe
 *   What the target offers.
 * @returns
 *   At least one, in the words of `openWorld`.
 */
export function fileSystemsFor({ labels, group }: Example, probe: Probe): readonly string[] {
  if (group === undefined || !probe.available) return [labels.fs]
  return probe.fs.filter((fs) => group.includes(fs))
}
