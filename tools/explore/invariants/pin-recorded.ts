import { profiles } from '../../model/index.ts'
import { isDax, pathOf } from '../names.ts'
import type { Invariant } from './invariant.ts'

/** If pins keep records of their leased files, each pin has one. */
export const pinRecorded: Invariant = {
  id: 'pin-recorded',
  title: 'While an RDMA pin of a leased file exists, a record of its context holds the file',
  declared: [
    {
      row: '2.4',
      profiles: ['rfc-v2'],
      reason: 'dropping one page drops a reference of every record of the RDMA context',
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
      return [{ message: `no record of a pin of \`${path}\` is left`, row: '2.4' }]
    })
  },
}
