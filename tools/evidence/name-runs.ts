import type { Target } from '../outcome/index.ts'
import { isReal, isSimulated } from '../outcome/index.ts'
import type { Run } from './evidence.ts'

interface System {
  /** `linux`, `rfc-v1`. */
  readonly family: string
  /** `6.12`, or empty. */
  readonly version: string
  readonly kind: 'measured' | 'simulated' | ''
}

/**
 * List the systems of some runs: `linux 6.1, 6.12 (measured); rfc-v1, linux 7.2 (simulated)`.
 *
 * Measured systems are first, and are not repeated as simulated ones. Their versions are those of
 * the releases that ran.
 */
export function nameRuns(runs: readonly { readonly target: Target; readonly run: Run }[]): string {
  const systems = runs.map(({ target, run }) => systemOf(target, run))
  const measured = new Set(systems.filter(({ kind }) => kind === 'measured').map(nameOf))
  const groups = (['measured', 'simulated', ''] as const).map((kind) => {
    const group = systems.filter(
      (system) => system.kind === kind && (kind !== 'simulated' || !measured.has(nameOf(system))),
    )
    const names = namesOf(group)
    return kind === '' || names === '' ? names : `${names} (${kind})`
  })
  return groups.filter((group) => group !== '').join('; ')
}

/** The last selector is the most specific: `linux-6.12`. */
function systemOf(target: Target, { release }: Run): System {
  const label = target.selectors.at(-1) ?? target.name
  const [, family = label, version = ''] = /^(.+)-(\d+(?:\.\d+)*)$/.exec(label) ?? []
  if (isReal(target)) {
    const [ran = version] = /^\d+\.\d+/.exec(release) ?? []
    return { family, version: version === '' ? '' : ran, kind: 'measured' }
  }
  return { family, version, kind: isSimulated(target) ? 'simulated' : '' }
}

function nameOf({ family, version }: System): string {
  return version === '' ? family : `${family} ${version}`
}

/** Each family once, with its versions in order. */
function namesOf(systems: readonly System[]): string {
  const families = new Set(systems.map(({ family }) => family))
  return [...families]
    .map((family) => {
      const members = systems.filter((system) => system.family === family)
      const versions = [...new Set(members.map(({ version }) => version))].sort(byNumbers)
      return versions[0] === '' ? family : `${family} ${versions.join(', ')}`
    })
    .join(', ')
}

/** 6.2 before 6.12. */
function byNumbers(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number)) as number[][]
  const at = a?.findIndex((part, index) => part !== b?.[index]) ?? -1
  return (a?.[at] ?? 0) - (b?.[at] ?? 0)
}
