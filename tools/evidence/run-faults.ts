import type { Target } from '../outcome/index.ts'
import { expectedOf } from '../words/index.ts'
import type { Run } from './evidence.ts'

/**
 * Say what a run is said to have run on, and its target does not have.
 *
 * @param run
 *   As recorded.
 * @param target
 *   The target that it was recorded on.
 * @returns
 *   Reasons for messages; none where all that the target declares agrees.
 */
export function runFaults({ release, fs }: Run, target: Target): string[] {
  const faults: string[] = []
  if (target.release !== undefined && !isLike(release, target.release)) {
    faults.push(
      `Unexpected recorded release \`${release}\` on ${target.name}, expected \`${target.release}\``,
    )
  }
  // An example without a world has no filesystem, one on each of several has all of their names.
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
