import { profiles } from '../../model/index.ts'
import { isDax, pathOf } from '../names.ts'
import type { Invariant } from './invariant.ts'

/** Where pins keep records of their leased file, each pin has one. */
export const pinRecorded: Invariant = {
  id: 'pin-recorded',
  title: 'While an RDMA pin of a leased file lives, a record of its context holds the file',
  declared: [
    {
      row: '2.4',
      profiles: ['rfc-v2'],
      reason: 'dropping one page takes a reference from every record of the RDMA context',
    },
  ],
  check({ state }) {
    if (!profiles[state.profile].rules.pinRecords.value || !isDax(state)) return []
    return state.pins.flatMap((pin) => {
      if (pin.kind !== 'mr' || !pin.longterm) return []
      const held = new Set(
        state.records
          .filter(({ context }) => context === pin.context)
          .map(({ ofd }) => state.ofds[ofd]?.ino),
      )
      const lost = pin.pages.find(({ ino }) => ino !== undefined && !held.has(ino))
      if (lost?.ino === undefined) return []
      const path = pathOf(state, lost.ino)
      return [{ message: `no record is left of a pin of \`${path}\``, row: '2.4' }]
    })
  },
}
