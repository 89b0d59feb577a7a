import type { Example } from '../../page/index.ts'
import type { Probe } from '../worker/driver.ts'

/**
 * List the filesystems that an example runs on in turn.
 *
 * @param example
 *   Example; an `fs` that means several filesystems claims the same of each.
 * @param probe
 *   Probe of the target.
 * @returns
 *   At least one name for `openWorld`.
 */
export function fileSystemsFor({ labels, group }: Example, probe: Probe): readonly string[] {
  if (group === undefined || !probe.available) return [labels.fs]
  return probe.fs.filter((fs) => group.includes(fs))
}
