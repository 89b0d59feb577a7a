import type { Example } from '../../page/index.ts'
import type { Probe } from '../worker/driver.ts'

/** What a program can be asked to run on for `fs=dax`; a character device is no filesystem. */
export function isDax(fs: string): boolean {
  return fs.endsWith('-dax') && fs !== 'device-dax'
}

/**
 * List the file systems that an example runs on, one after the other.
 *
 * @param example
 *   Example; `fs=dax` claims that every DAX file system does the same.
 * @param probe
 *   What the target offers.
 * @returns
 *   At least one, in the words of `openWorld`.
 */
export function fileSystemsFor({ labels: { fs } }: Example, probe: Probe): readonly string[] {
  if (fs !== 'dax' || !probe.available) return [fs]
  return probe.fs.filter(isDax)
}
