import { release } from 'node:os'
import { checkOptions, expectedOf, kindOf, listOf, textKind } from '../../words/index.ts'

/** Name of a simulator profile. */
export type SimProfile =
  | 'rfc-v1'
  | 'rfc-v1+kill'
  | 'rfc-v1+exclusive'
  | 'rfc-v2'
  | 'rfc-v2+posted'
  | 'rfc-v2+intent'
  | 'rfc-v2+unlock-blocks'
  | 'linux-6.1'
  | 'linux-6.12'
  | 'linux-6.18'
  | 'linux-7.2'

/** All profiles of the simulator; a `+` marks a variant of the profile before it. */
export const simProfiles: readonly SimProfile[] = [
  'rfc-v1',
  'rfc-v1+kill',
  'rfc-v1+exclusive',
  'rfc-v2',
  'rfc-v2+posted',
  'rfc-v2+intent',
  'rfc-v2+unlock-blocks',
  'linux-6.1',
  'linux-6.12',
  'linux-6.18',
  'linux-7.2',
]

/** Profiles on which a manual runs by default. */
const stockProfiles = simProfiles.filter((profile) => !profile.includes('+'))

/** Kernel lines that have a simulated twin. */
const twins = ['6.1', '6.12', '6.18', '7.2'] as const

/** A release later than all others, so that its nearest twin is the last. */
const future = '99.0'

/** Kernel lines that `manproof vm prepare` prepares. */
export const vmKernels: readonly string[] = ['6.1', '6.12', 'newest']

/** A kernel line that has a simulated twin. */
export type KernelLine = (typeof twins)[number]

/** A target as declared in a configuration: plain data, so it can be passed to a worker. */
export interface DriverTarget {
  /** Name, such as `sim:rfc-v1` or `host`. */
  readonly name: string
  /** Selectors in addition to its name, least specific first. */
  readonly selectors: readonly string[]
  /** URL of the module that exports `openDriver`. */
  readonly module: string
  /** Options for `openDriver`. */
  readonly options: Readonly<Record<string, unknown>>
  /** Release that the driver reports, `6.12.1`, or the start of it, `6.12.*`; default: any. */
  readonly release?: string
  /** Filesystems on which it can open a world; `any` is one without a name of its own. */
  readonly fs: readonly string[]
}

const guestFs = ['ext4-dax', 'xfs-dax', 'ext4', 'xfs', 'tmpfs']
const simFs = [...guestFs, 'btrfs', 'overlay', 'hugetlbfs', 'device-dax']
const hostFs = ['any', 'ext4', 'xfs', 'btrfs', 'tmpfs', 'overlay']

/** Releases on which the proposals are based. */
const bases: Readonly<Record<string, string>> = { 'rfc-v1': '5.2-rc*', 'rfc-v2': '5.3-rc*' }

/**
 * Declare the simulator with a profile as a target.
 *
 * @param profile
 *   Kernel to simulate.
 * @returns
 *   Target `sim:PROFILE`, with the selectors `sim`, `rfc` or `linux`, and the profile name; a
 *   variant such as `rfc-v2+posted` also has `rfc-v2`, before its own name.
 * @throws {TypeError}
 *   If the simulator does not have the profile.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function simTarget(profile: SimProfile): DriverTarget {
  checkWord('simTarget', 'profile', profile, simProfiles)
  const family = profile.startsWith('rfc-') ? 'rfc' : 'linux'
  const [base = profile] = profile.split('+')
  return {
    name: `sim:${profile}`,
    selectors: ['sim', family, ...new Set([base, profile])],
    module: moduleUrl('sim'),
    options: { profile },
    release: bases[base] ?? profile.replace('linux-', ''),
    fs: simFs,
  }
}

/**
 * Declare the kernel of this machine as a target.
 *
 * @param options
 *   `nearest`: kernel line of the simulated twin to compare with; default: the one nearest to the
 *   running release.
 * @returns
 *   Target `host`, with the selectors `linux`, `real` and `linux-X.Y`; `real` is more specific than
 *   `linux`, which includes simulated kernels.
 * @throws {TypeError}
 *   If an option is unknown, or `nearest` has no simulated twin.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function hostTarget(options: { readonly nearest?: KernelLine } = {}): DriverTarget {
  checkOptions('hostTarget', options, { nearest: lineKind })
  const { nearest = nearestTwin(release()) } = options
  return {
    name: 'host',
    selectors: ['linux', 'real', `linux-${nearest}`],
    module: moduleUrl('host'),
    options: {},
    fs: hostFs,
  }
}

/**
 * Declare a kernel in a guest, with real FS-DAX, as a target.
 *
 * @param kernel
 *   `6.1`, `6.12`, `newest`, or `own`, as prepared by `manproof vm prepare`.
 * @param options
 *   `nearest`: kernel line of the simulated twin to compare with; default: the one nearest to
 *   `kernel`, the last one for `newest` and `own`. `cache`: folder of the prepared guests.
 * @returns
 *   Target `vm:KERNEL`, with the selectors `linux`, `real`, `vm` and `linux-X.Y`.
 * @throws {TypeError}
 *   If `manproof vm prepare` does not make the kernel, an option is unknown or of another kind, or
 *   `nearest` has no simulated twin.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function vmTarget(
  kernel: string,
  options: { readonly nearest?: KernelLine; readonly cache?: string } = {},
): DriverTarget {
  checkWord('vmTarget', 'kernel', kernel, [...vmKernels, 'own'])
  checkOptions('vmTarget', options, { nearest: lineKind, cache: textKind })
  const { nearest = nearestTwin(/^\d/.test(kernel) ? kernel : future), cache } = options
  return {
    name: `vm:${kernel}`,
    selectors: ['linux', 'real', 'vm', `linux-${nearest}`],
    module: moduleUrl('vm'),
    options: { kernel, ...(cache !== undefined && { cache }) },
    ...(/^\d/.test(kernel) && { release: `${kernel}.*` }),
    fs: guestFs,
  }
}

const lineKind = {
  expected: listOf(twins),
  accepts: (value: unknown): boolean => twins.some((line) => line === value),
}

/** Check an argument that a configuration in JavaScript can get wrong. */
function checkWord(user: string, name: string, value: unknown, words: readonly string[]): void {
  if (words.includes(value as string)) return
  const isText = typeof value === 'string'
  const shown = isText ? `${name} \`${value}\`` : `${kindOf(value)} as ${name}`
  const expected = isText ? expectedOf(value, words) : listOf(words)
  throw new TypeError(`${user}: Unexpected ${shown}, expected ${expected}`)
}

/**
 * List the targets that need no configuration.
 *
 * @returns
 *   The simulator with each profile that is not a variant, the host, and the guests. They do not
 *   necessarily work here; `probe` of a driver finds out.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function knownTargets(): readonly DriverTarget[] {
  return [...stockProfiles.map(simTarget), hostTarget(), ...guestTargets()]
}

/**
 * List all targets that can be named.
 *
 * @returns
 *   Known targets, variants of the series, and `vm:own`.
 * @see manproof(1), section Guests
 */
export function namedTargets(): readonly DriverTarget[] {
  return [...simProfiles.map(simTarget), hostTarget(), ...guestTargets(), vmTarget('own')]
}

function guestTargets(): DriverTarget[] {
  return vmKernels.map((kernel) => vmTarget(kernel))
}

/**
 * Find the twin nearest to a release.
 *
 * @param kernel
 *   Release: `6.12.4`.
 * @returns
 *   Kernel line; the newer of two equally near ones, since 6.15 behaves like 6.18.
 * @see measured: test/driver/twins.test.ts
 */
export function nearestTwin(kernel: string): KernelLine {
  const wanted = minorOf(kernel)
  let best: KernelLine = twins[0]
  for (const twin of twins) {
    if (Math.abs(minorOf(twin) - wanted) <= Math.abs(minorOf(best) - wanted)) best = twin
  }
  return best
}

/** Release as a number for comparison: 6.12.4 is 612. */
function minorOf(kernel: string): number {
  const [major = '0', minor = '0'] = kernel.split('.')
  return Number.parseInt(major, 10) * 100 + Number.parseInt(minor, 10)
}

// Vitest runs the TypeScript sources, the package their JavaScript.
function moduleUrl(folder: 'sim' | 'host' | 'vm'): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`../${folder}/index.${extension}`, import.meta.url).href
}
