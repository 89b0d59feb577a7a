import { type ProfileName, profiles } from '../../model/index.ts'
import { theHarness } from '../harness.ts'
import type { Capability, Driver, FileSystem, TargetInfo } from '../port.ts'
import { fileSystems } from '../targets/index.ts'
import { openSimWorld } from './sim-world.ts'

/** Filesystems of the model. */
const offered: readonly FileSystem[] = fileSystems.filter((fs) => fs !== 'any' && fs !== 'dax')

const capabilities: readonly Capability[] = [
  'leases',
  'dax',
  'map-sync',
  'io_uring',
  'rdma',
  'longpin',
  'vmsplice',
  'slow-dio',
  'signals',
  'lease-break-time',
  'root',
  'uid',
  'umount',
]

/**
 * Open the simulator.
 *
 * @param options
 *   `profile`: kernel to simulate, a name in the table of the model.
 * @returns
 *   Driver whose worlds have a virtual clock.
 * @throws {RangeError}
 *   If there is no such profile.
 * @see `tools/model/profiles`, where each rule names its source
 */
export function openDriver(options: { readonly profile: string }): Driver {
  const { profile } = options
  if (!isProfile(profile)) {
    const known = Object.keys(profiles).join('`, `')
    throw new RangeError(`Unexpected profile \`${profile}\`, expected one of \`${known}\``)
  }
  const info = describe(profile)
  return {
    probe: () => Promise.resolve(info),
    openWorld: async (worldOptions = {}) => {
      const world = openSimWorld(profile, info, worldOptions)
      theHarness()?.opens?.(world)
      return world
    },
  }
}

function isProfile(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name)
}

function describe(profile: ProfileName): TargetInfo {
  const { release, rules } = profiles[profile]
  const hasLayout = rules.layoutRequest.value !== 'unknown'
  return {
    available: true,
    name: `sim:${profile}`,
    release,
    capabilities: hasLayout ? [...capabilities, 'layout'] : capabilities,
    fs: offered,
  }
}
