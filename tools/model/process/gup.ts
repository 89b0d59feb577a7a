import { PAGE, PROT_READ, PROT_WRITE } from '../constants.ts'
import type { Context } from '../context.ts'
import { caller } from '../context.ts'
import { need, needInode, needOfd } from '../draft.ts'
import type { Errno } from '../errno.ts'
import type { FaultResult } from '../fault.ts'
import { fault } from '../fault.ts'
import { fileSystems } from '../file/file-system.ts'
import type { Alternative } from '../outcome.ts'
import type { MapArea, PinnedPage, State, Wait } from '../state.ts'

export interface GupManner {
  readonly write: boolean
  /** FOLL_FORCE: write even to a private read-only mapping. */
  readonly force: boolean
  readonly longterm: boolean
  readonly fast: boolean
  readonly subsystem: 'rdma' | 'io_uring' | 'other'
}

export interface GupRequest {
  /** Index of the mapping. */
  readonly map: number
  /** Bytes from the start of the mapping. */
  readonly offset: number
  readonly length: number
  readonly how: GupManner
}

/** Pages with the leased descriptions that cover them, an errno after some pages, or a wait. */
export type GupResult =
  | { readonly pages: readonly PinnedPage[]; readonly leased: readonly number[] }
  | { readonly code: Errno; readonly after: number; readonly oneOf?: readonly Alternative[] }
  | { readonly wait: Wait }

/** Errno that depends on the mapping only. */
function checkMapping({ draft }: Context, how: GupManner, map: MapArea): Errno | undefined {
  const { inodes, fs } = draft.state
  const inode = map.ino === undefined ? undefined : inodes[map.ino]
  const writable = (map.prot & PROT_WRITE) !== 0
  if (how.longterm && inode !== undefined) {
    if (inode.dax && draft.rules.pinGateAt.value === 'vma') return 'EOPNOTSUPP'
    const dirties = how.write && map.shared && writable && fileSystems[fs].dirtyTracked
    if (dirties && draft.rules.dirtyTrackedPin.value === 'EFAULT') return 'EFAULT'
  }
  if (how.write && !writable && !(how.force && !map.shared)) return 'EFAULT'
  if (!how.write && (map.prot & (PROT_READ | PROT_WRITE)) === 0) return 'EFAULT'
  return undefined
}

/** Whether a descriptor or a mapping, not just a pin, refers to the description. */
function isInUse(state: State, ofd: number): boolean {
  const mapped = state.maps.some((map) => map.ofd === ofd)
  return mapped || needOfd(state, ofd).refs > 0
}

/**
 * The gate of the series: find a lease that permits a long-term pin of an FS-DAX page.
 *
 * @returns
 *   Open file description of that lease; undefined: EPERM.
 * @see v1 patch 4, v2 patches 4 and 14
 */
function permittingLease(context: Context, how: GupManner, ino: number): number | undefined {
  const { rules, state } = context.draft
  if (rules.pinGate.value === 'nobody') return undefined
  if (rules.pinOwners.value === 'rdma' && how.subsystem !== 'rdma') return undefined
  const { pid } = caller(context)
  const anyLease = rules.pinGate.value === 'layout-lease'
  const zombies = rules.zombieLease.value === 'permits'
  for (const lease of needInode(state, ino).leases) {
    const permits = lease.layout && (anyLease || (lease.exclusive && lease.pid === pid))
    if (permits && (zombies || isInUse(state, lease.ofd))) return lease.ofd
  }
  return undefined
}

/** Row B13: the errno for a pin under a lease that only pins keep alive was never named. */
const zombieRefusals: readonly Alternative[] = [
  { code: 'EPERM', reason: 'assumed: what a pin without a lease says' },
  { code: 'EBADF', reason: 'assumed: the descriptor of the lease is closed' },
  { code: 'EBUSY', reason: 'assumed: what umount(2) says of a filesystem in use' },
]

function refusalOf(context: Context, ino: number): { readonly oneOf?: readonly Alternative[] } {
  const { rules, state } = context.draft
  if (rules.zombieLease.value === 'permits') return {}
  const { pid } = caller(context)
  const { leases } = needInode(state, ino)
  const isZombie = leases.some((lease) => lease.exclusive && lease.pid === pid)
  return isZombie ? { oneOf: zombieRefusals } : {}
}

/**
 * Take references to the pages of a range of a mapping, in order.
 *
 * @see mm/gup.c check_vma_flags and pin_user_pages_fast, v6.12
 */
export function getUserPages(context: Context, request: GupRequest): GupResult {
  const { draft } = context
  const { how, offset, length } = request
  const access = how.write ? writing : reading
  const pages: PinnedPage[] = []
  const leased: number[] = []
  const end = length === 0 ? 0 : Math.ceil((offset + length) / PAGE)
  for (let page = Math.floor(offset / PAGE); page < end; page += 1) {
    const after = pages.length
    const map = need(draft.state.maps, request.map)
    if (page * PAGE >= map.length) return { code: 'EFAULT', after }
    const quick = how.fast && map.copies[page] !== undefined
    const refusal = quick ? undefined : checkMapping(context, how, map)
    if (refusal !== undefined) return { code: refusal, after }
    const found: FaultResult = fault(draft, request.map, page, access)
    if ('wait' in found) return found
    if ('code' in found) return { code: 'EFAULT', after }
    const { ino } = found
    if (how.longterm && ino !== undefined && needInode(draft.state, ino).dax) {
      const ofd = permittingLease(context, how, ino)
      if (ofd === undefined) return { code: 'EPERM', after, ...refusalOf(context, ino) }
      leased.push(ofd)
    }
    pages.push(found)
  }
  return { pages, leased }
}

const writing = { write: true, frame: true } as const
const reading = { write: false, frame: true } as const
