import { enabled } from '../../model/index.ts'
import { pathOf } from '../names.ts'
import type { Invariant } from './invariant.ts'

/** Holders are signaled when a breaker waits for them; waiters for a page wake when it is idle. */
export const noLostWakeUp: Invariant = {
  id: 'no-lost-wake-up',
  title: 'A breaker notifies the holders that it waits for, and an idle page wakes its waiters',
  declared: [
    {
      row: 'C31',
      profiles: ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2'],
      reason:
        'a lease taken while the breaker slept is waited for, but neither marked nor signaled',
    },
    {
      row: 'G1a',
      profiles: ['linux-6.1'],
      reason: 'the end of a direct write releases its pages without waking their waiters',
    },
  ],
  check({ state }) {
    if (state.sleepers.length === 0) return []
    const awake = new Set(enabled(state).map(({ id }) => id))
    return state.sleepers.flatMap(({ id, process, call, wait }) => {
      if (wait.unnoticed === true) {
        const message = `${process} sleeps in \`${call}\` on an idle page of \`${pathOf(state, wait.ino)}\``
        return [{ message, row: 'G1a' }]
      }
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
