import { enabled } from '../../model/index.ts'
import { pathOf } from '../names.ts'
import type { Invariant } from './invariant.ts'

/** Whoever a breaker waits for has been told; who waits for a page is told that it is idle. */
export const noLostWakeUp: Invariant = {
  id: 'no-lost-wake-up',
  title: 'Whoever a sleeper waits for has been told, and tells the sleeper',
  declared: [
    {
      row: 'C31',
      profiles: ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2'],
      reason:
        'a lease taken while the breaker slept is waited for, but neither marked nor signalled',
    },
    {
      row: 'G1a',
      profiles: ['linux-6.1'],
      reason: 'the end of a direct write gives its pages back without waking who waits for them',
    },
  ],
  check({ state }) {
    if (state.sleepers.length === 0) return []
    const awake = new Set(enabled(state).map(({ id }) => id))
    return state.sleepers.flatMap(({ id, process, call, wait }) => {
      if (wait.unnoticed === true) {
        const message = `${process} sleeps in \`${call}\` on a page of \`${pathOf(state, wait.ino)}\` that is idle`
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
