import type { Target } from '../outcome/index.ts'
import { expectedOf } from '../words/index.ts'
import type { Run } from './evidence.ts'

/**
 * Check the release and the filesystem of a recorded run against its target.
 *
 * @param run
 *   Recorded run.
 * @param target
 *   Target of the run.
 * @returns
 *   Reasons for messages; empty if everything that the target declares agrees.
 */
export function runFaults({ release, fs }: Run, target: Target): string[] {
  const faults: string[] = []
  if (target.release !== undefined && !isLike(release, target.release)) {
    faults.push(
      `Unexpected recorded release \`${release}\` on ${target.name}, expected \`${target.release}\``,
    )
  }
  // Without a world there is no filesystem; with several, all are listed.
  const known = target.fs === undefined ? undefined : new Set([...target.fs, 'none'])
  const unknown = known && fs.split(', ').find((name) => !known.has(name))
  if (known !== undefined && unknown !== undefined) {
    faults.push(
      `Unexpected recorded filesystem \`${unknown}\` on ${target.name}, expected ${expectedOf(unknown, known)}`,
    )
  }
  return faults
}

function isLike(release: string, declared: string): boolean {
  if (!declared.endsWith('*')) return release === declared
  return release.startsWith(declared.slice(0, -1))
}
