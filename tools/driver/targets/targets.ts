import { release } from 'node:os'

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

/** All profiles of the simulator; one with a `+` is a variant of the one before it. */
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

/** Those that a manual runs on unless it says otherwise. */
const stockProfiles = simProfiles.filter((profile) => !profile.includes('+'))

/** Kernel lines that have a simulated twin. */
const twins = ['6.1', '6.12', '6.18', '7.2'] as const

/** Later than any: what is nearest to it is the last twin. */
const future = '99.0'

/** Kernel lines that `manproof vm prepare` prepares. */
export const vmKernels: readonly string[] = ['6.1', '6.12', 'newest']

/** A kernel line that has a simulated twin. */
export type KernelLine = (typeof twins)[number]

/** A target as configurations declare it: plain data, so that a worker can be handed it. */
export interface DriverTarget {
  /** `sim:rfc-v1`, `host`. */
  readonly name: string
  /** Words it answers to besides its name, least specific first. */
  readonly selectors: readonly string[]
  /** URL of the module that exports `openDriver`. */
  readonly module: string
  /** What `openDriver` takes. */
  readonly options: Readonly<Record<string, unknown>>
  /** What the driver says of the release, `…` at the end for the rest; absent: any. */
  readonly release?: string
  /** Filesystems that a world of it can be on; `any`: one that has no name of its own. */
  readonly fs: readonly string[]
}

const guestFs = ['ext4-dax', 'xfs-dax', 'ext4', 'xfs', 'tmpfs']
const simFs = [...guestFs, 'btrfs', 'overlay', 'hugetlbfs', 'device-dax']
const hostFs = ['any', 'ext4', 'xfs', 'btrfs', 'tmpfs', 'overlay']

/** What the proposals were made for. */
const bases: Readonly<Record<string, string>> = { 'rfc-v1': '5.2-rc…', 'rfc-v2': '5.3-rc…' }

/**
 * Declare the simulator under a profile as a target.
 *
 * @param profile
 *   Which kernel the simulator is.
 * @returns
 *   Target `sim:PROFILE`, which answers to `sim`, to `rfc` or `linux`, and to the profile's name; a
 *   variant such as `rfc-v2+posted` answers to `rfc-v2` before.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function simTarget(profile: SimProfile): DriverTarget {
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
 *   `nearest`: the kernel line whose simulated twin this machine is held against; default: the
 *   one nearest to the running release.
 * @returns
 *   Target `host`, which answers to `linux`, `real` and `linux-X.Y`. A real kernel is one of the
 *   Linux ones, so `real` counts as more specific than `linux`.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function hostTarget(options: { readonly nearest?: KernelLine } = {}): DriverTarget {
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
 *   `6.1`, `6.12`, `newest`, or `own`: what `manproof vm prepare` has prepared.
 * @param options
 *   `nearest`: the kernel line whose simulated twin it is held against; default: the one nearest
 *   to `kernel`, the last one for `newest` and `own`. `cache`: folder of the prepared guests.
 * @returns
 *   Target `vm:KERNEL`, which answers to `linux`, `real`, `vm` and `linux-X.Y`.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function vmTarget(
  kernel: string,
  options: { readonly nearest?: KernelLine; readonly cache?: string } = {},
): DriverTarget {
  const { nearest = nearestTwin(/^\d/.test(kernel) ? kernel : future), cache } = options
  return {
    name: `vm:${kernel}`,
    selectors: ['linux', 'real', 'vm', `linux-${nearest}`],
    module: moduleUrl('vm'),
    options: { kernel, ...(cache !== undefined && { cache }) },
    ...(/^\d/.test(kernel) && { release: `${kernel}.…` }),
    fs: guestFs,
  }
}

/**
 * List the targets that need no configuration.
 *
 * @returns
 *   The simulator under each profile that is no variant, then the host and the guests; that they
 *   are listed does not say that they work here, `probe` of the driver does.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export function knownTargets(): readonly DriverTarget[] {
  return [...stockProfiles.map(simTarget), hostTarget(), ...guestTargets()]
}

/**
 * List all targets that can be asked for by name.
 *
 * @returns
 *   Known targets, variants of the series, and one's own kernel.
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
 *   Kernel line; of two equally near ones the newer, since 6.15 is like 6.18.
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

/** 6.12.4 as 612: releases ordered on one line. */
function minorOf(kernel: string): number {
  const [major = '0', minor = '0'] = kernel.split('.')
  return Number.parseInt(major, 10) * 100 + Number.parseInt(minor, 10)
}

// The sources run as they are under Vitest, and as JavaScript once built.
function moduleUrl(folder: 'sim' | 'host' | 'vm'): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`../${folder}/index.${extension}`, import.meta.url).href
}
