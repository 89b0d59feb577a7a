import { existsSync, readdirSync } from 'node:fs'
import { whichProgram } from '../../which-program.ts'

/** A program or file needed to make guests. */
interface Requirement {
  /** Program, header, or beginning of the path of a library. */
  readonly what: string
  readonly packages: string
  /** Capability that needs it; absent: all guests need it. */
  readonly only?: 'longpin' | 'rdma'
}

const libraries = '/usr/lib/x86_64-linux-gnu'

const requirements: readonly Requirement[] = [
  { what: 'apt-get', packages: 'apt' },
  { what: 'dpkg-deb', packages: 'dpkg' },
  { what: 'qemu-system-x86_64', packages: 'qemu-system-x86' },
  { what: 'busybox', packages: 'busybox-static' },
  { what: 'depmod', packages: 'kmod' },
  { what: 'xz', packages: 'xz-utils' },
  { what: 'mkfs.ext4', packages: 'e2fsprogs' },
  { what: 'mkfs.xfs', packages: 'xfsprogs' },
  { what: 'cc', packages: 'gcc libc6-dev' },
  { what: 'make', packages: 'make', only: 'longpin' },
  { what: '/usr/include/infiniband/verbs.h', packages: 'libibverbs-dev', only: 'rdma' },
  { what: `${libraries}/librxe-rdmav`, packages: 'ibverbs-providers', only: 'rdma' },
  { what: `${libraries}/libnl-3.a`, packages: 'libnl-3-dev', only: 'rdma' },
  { what: `${libraries}/libnl-route-3.a`, packages: 'libnl-route-3-dev', only: 'rdma' },
]

/** Missing requirements of this machine. */
export interface Missing {
  /** Programs and files that all guests need. */
  readonly needed: readonly string[]
  /** Capabilities that guests would lack. */
  readonly lost: readonly string[]
  /** Command that installs all; absent if nothing is missing. */
  readonly remedy?: string
}

/**
 * Find missing requirements for guests.
 *
 * @param exists
 *   Whether a program, or a file with this path or beginning, exists.
 */
export function findMissing(exists: (what: string) => boolean = isThere): Missing {
  const missing = requirements.filter(({ what }) => !exists(what))
  const packages = [...new Set(missing.flatMap((item) => item.packages.split(' ')))]
  return {
    needed: missing.filter(({ only }) => only === undefined).map(({ what }) => what),
    lost: [...new Set(missing.flatMap(({ only }) => only ?? []))],
    ...(packages.length > 0 && {
      remedy: `apt-get install --no-install-recommends ${packages.join(' ')}`,
    }),
  }
}

/** Version in the names of the providers' static libraries: `34` of `librxe-rdmav34.a`. */
export function providerVersion(): string | undefined {
  if (!existsSync(libraries)) return undefined
  const match = readdirSync(libraries).find((name) => /^librxe-rdmav\d+\.a$/.test(name))
  return match === undefined ? undefined : /\d+/.exec(match)?.[0]
}

function isThere(what: string): boolean {
  if (!what.startsWith('/')) return whichProgram(what) !== undefined
  return what.endsWith('rdmav') ? providerVersion() !== undefined : existsSync(what)
}
