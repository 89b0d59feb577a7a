import { enabled } from '../../model/index.ts'
import type { Invariant } from '../invariant.ts'
import { pathOf } from '../names.ts'

/** Whoever a breaker waits for has been told. */
export const noLostWakeUp: Invariant = {
  id: 'no-lost-wake-up',
  title: 'Nobody sleeps on a lease whose holder was never told of the break',
  declared: [
    {
      row: 'C31',
      profiles: ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2'],
      reason:
        'a lease taken while the breaker slept is waited for, but neither marked nor signalled',
    },
  ],
  check({ state }) {
    if (state.sleepers.length === 0) return []
    const awake = new Set(enabled(state).map(({ id }) => id))
    return state.sleepers.flatMap(({ id, process, call, wait }) => {
      if (wait.for !== 'lease' || awake.has(id ?? '(handler)')) return []
      const untold = state.inodes[wait.ino]?.leases.find(
        (lease) =>
          lease.pending === undefined &&
          lease.layout === (wait.layout === true) &&
          (wait.write === true || lease.type === 1),
      )
      if (untold === undefined) return []
      const path = pathOf(state, wait.ino)
      const message = `${process} sleeps in \`${call}\` on a lease of \`${path}\` that was never broken`
      return [{ message, row: 'C31' }]
    })
  },
}
