import { PAGE, PROT_READ, PROT_WRITE } from './constants.ts'
import type { Context } from './context.ts'
import { caller } from './context.ts'
import { find, need } from './draft.ts'
import type { Errno } from './errno.ts'
import type { FaultResult } from './fault.ts'
import { fault } from './fault.ts'
import { fileSystems } from './file-system.ts'
import type { MapArea, PinnedPage, State, Wait } from './state.ts'

/** What a subsystem asks of get_user_pages. */
export interface GupRequest {
  /** Index of the mapping. */
  readonly map: number
  /** Bytes from the start of the mapping. */
  readonly offset: number
  readonly length: number
  readonly write: boolean
  /** FOLL_FORCE: write also where the mapping is private and read-only. */
  readonly force: boolean
  readonly longterm: boolean
  readonly fast: boolean
  readonly subsystem: 'rdma' | 'io_uring' | 'other'
}

/** Pages with the leased descriptions that cover them, a refusal after some pages, or a wait. */
export type GupResult =
  | { readonly pages: readonly PinnedPage[]; readonly leased: readonly number[] }
  | { readonly code: Errno; readonly after: number }
  | { readonly wait: Wait }

/** Refusals that look at the mapping only. */
function checkMapping(context: Context, request: GupRequest, map: MapArea): Errno | undefined {
  const { draft } = context
  const { state } = draft
  const inode = map.ino === undefined ? undefined : need(state.inodes, map.ino)
  if (request.longterm && inode?.dax && draft.rules.pinGateAt.value === 'vma') return 'EOPNOTSUPP'
  const writable = (map.prot & PROT_WRITE) !== 0
  if (
    request.longterm &&
    request.write &&
    inode !== undefined &&
    map.shared &&
    writable &&
    fileSystems[state.fs].dirtyTracked &&
    draft.rules.dirtyTrackedPin.value === 'EFAULT'
  ) {
    return 'EFAULT'
  }
  if (request.write && !writable && !(request.force && !map.shared)) return 'EFAULT'
  if (!request.write && (map.prot & (PROT_READ | PROT_WRITE)) === 0) return 'EFAULT'
  return undefined
}

/** Whether a descriptor or a mapping, and not only a pin, refers to the description. */
function isInUse(state: State, ofd: number): boolean {
  const mapped = state.maps.some((map) => map.ofd === ofd)
  return (
    mapped ||
    Object.values(state.processes).some(({ fds }) =>
      Object.values(fds).some((entry) => entry.ofd === ofd),
    )
  )
}

/**
 * The gate of the series: which long-term pins of an FS-DAX page its leases permit.
 *
 * @returns
 *   Open file description of the lease that permits it; undefined: EPERM.
 * @see v1 patch 4, v2 patches 4 and 14
 */
function permittingLease(context: Context, request: GupRequest, ino: number): number | undefined {
  const { draft } = context
  const refusesZombies = draft.rules.zombieLease.value === 'refuses'
  const leases = need(draft.state.inodes, ino).leases.filter(
    ({ ofd }) => !refusesZombies || isInUse(draft.state, ofd),
  )
  if (draft.rules.pinOwners.value === 'rdma' && request.subsystem !== 'rdma') return undefined
  if (draft.rules.pinGate.value === 'layout-lease') return leases.find(({ layout }) => layout)?.ofd
  const { pid } = caller(context)
  return leases.find(({ layout, exclusive, pid: taker }) => layout && exclusive && taker === pid)
    ?.ofd
}

/**
 * Take references to the pages of a range of a mapping, one after the other.
 *
 * @see mm/gup.c check_vma_flags and pin_user_pages_fast, v6.12
 */
export function getUserPages(context: Context, request: GupRequest): GupResult {
  const { draft } = context
  const pages: PinnedPage[] = []
  const leased: number[] = []
  if (request.length === 0) return { pages, leased }
  const last = Math.floor((request.offset + request.length - 1) / PAGE)
  for (let page = Math.floor(request.offset / PAGE); page <= last; page += 1) {
    const after = pages.length
    const map = need(draft.state.maps, request.map)
    if (page * PAGE >= map.length) return { code: 'EFAULT', after }
    const copy = find(map.copies, page)
    const quick = request.fast && copy !== undefined
    const refusal = quick ? undefined : checkMapping(context, request, map)
    if (refusal !== undefined) return { code: refusal, after }
    const found: FaultResult = fault(draft, request.map, page, {
      write: request.write,
      frame: true,
    })
    if ('wait' in found) return found
    if ('code' in found) return { code: 'EFAULT', after }
    const { ino } = found
    if (request.longterm && ino !== undefined && need(draft.state.inodes, ino).dax) {
      const ofd = permittingLease(context, request, ino)
      if (ofd === undefined) return { code: 'EPERM', after }
      leased.push(ofd)
    }
    pages.push(found)
  }
  return { pages, leased }
}
