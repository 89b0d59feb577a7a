import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import type { HostState } from './host-state.ts'
import { settle } from './settle.ts'

const pauseMs = 5
const leastSlackMs = 100

/**
 * Let real time pass.
 *
 * Kernel timers are late by up to an eighth of their length (kernel/time/timer.c, the levels of the
 * timer wheel, v6.12). An expired break is waited for, so that it is over after `advance(T)`, as on
 * a virtual clock.
 *
 * @param breakSeconds
 *   lease-break-time; 0: breaks never expire.
 */
export async function advance(
  world: HostState,
  seconds: number,
  breakSeconds: number,
): Promise<void> {
  if (!(seconds >= 0 && Number.isFinite(seconds))) {
    throw new RangeError(`Unexpected ${seconds} seconds, expected a number of at least 0`)
  }
  await setTimeout(seconds * 1000)
  const slackMs = (breakSeconds * 1000) / 8 + leastSlackMs
  const end = performance.now() + slackMs
  for (;;) {
    const sleepers = await settle(world)
    const nowMs = performance.now() - world.openedMs
    const isDue = ({ since }: { since: number }): boolean => nowMs - since >= breakSeconds * 1000
    const overdue = sleepers.some(
      ({ pending, wait }) => wait === '__break_lease' && breakSeconds > 0 && isDue(pending),
    )
    if (!overdue || performance.now() > end) return
    await setTimeout(pauseMs)
  }
}
