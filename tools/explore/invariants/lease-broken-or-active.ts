import type { Lease, State } from '../../model/index.ts'
import { isDax, pathOf } from '../names.ts'
import type { Invariant, View, Violation } from './invariant.ts'

/** A lease is active, breaking or removed; a breaking lease can only become removed. */
export const leaseBrokenOrActive: Invariant = {
  id: 'lease-broken-or-active',
  title: 'A lease is never both broken and active',
  declared: [
    {
      row: 'B11',
      profiles: ['rfc-v1'],
      reason: 'pins are permitted until a breaking lease is removed',
    },
  ],
  check(view) {
    const { before, state } = view
    const pinned = pinnedWhileBreaking(view)
    if (before.inodes === state.inodes) return pinned
    const faults = Object.values(state.inodes).flatMap((inode) => {
      const old = before.inodes[inode.ino]
      if (old === inode) return []
      return inode.leases.flatMap((lease, index) => {
        const earlier = old?.leases.find((each) => each.lease === lease.lease)
        const fault = faultOf(lease, earlier, state)
        const twice = inode.leases.findIndex(({ ofd }) => ofd === lease.ofd) !== index
        const reason = twice ? 'is the second of its description' : fault
        return reason === undefined
          ? []
          : [{ message: `a lease of \`${pathOf(state, inode.ino)}\` ${reason}` }]
      })
    })
    return [...faults, ...pinned]
  },
}

function faultOf(lease: Lease, earlier: Lease | undefined, state: State): string | undefined {
  const { pending, breakTime, downgradeTime } = lease
  if (state.ofds[lease.ofd] === undefined) return 'has lost its description'
  if (lease.exclusive && pending !== undefined) return 'is exclusive and being broken'
  if (breakTime !== undefined && pending === undefined) return 'has a deadline and is not broken'
  if (downgradeTime !== undefined && pending === undefined) return 'has a deadline and is active'
  if (earlier?.pending === 'unlock' && pending === undefined)
    return 'was being broken, and is active'
  return undefined
}

/** A lease that reports F_UNLCK but still permits pins is both. */
function pinnedWhileBreaking({ before, state, event }: View): Violation[] {
  if (before.pins === state.pins || !isDax(state) || event.kind === 'advance') return []
  return state.pins.flatMap((pin) => {
    const isOld = before.pins.some(({ kind, id }) => kind === pin.kind && id === pin.id)
    if (isOld || !pin.longterm) return []
    const page = pin.pages.find(({ ino }) => {
      const leases = (ino === undefined ? [] : (state.inodes[ino]?.leases ?? [])).filter(
        ({ layout }) => layout,
      )
      return leases.length > 0 && leases.every(({ pending }) => pending !== undefined)
    })
    if (page?.ino === undefined) return []
    const path = pathOf(state, page.ino)
    const message = `${pin.process} pins \`${path}\` under a lease that is being broken`
    return [{ message, row: 'B11' }]
  })
}
