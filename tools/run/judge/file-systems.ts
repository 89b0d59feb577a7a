import type { Example } from '../../page/index.ts'
import type { Probe } from '../worker/driver.ts'

/** Whether `fs=dax` covers a filesystem; a character device is not one. */
export function isDax(fs: string): boolean {
  return fs.endsWith('-dax') && fs !== 'device-dax'
}

/**
 * List the file systems that an example runs on in turn.
 *
 * @param example
 *   Example; `fs=dax` claims the same of every DAX file system.
 * @param probe
 *   Probe of the target.
 * @returns
 *   At least one name for `openWorld`.
 */
export function fileSystemsFor({ labels: { fs } }: Example, probe: Probe): readonly string[] {
  if (fs !== 'dax' || !probe.available) return [fs]
  return probe.fs.filter(isDax)
}
