import type { RunEvent } from './event.ts'
import { handledSignal, lethalSignal } from './process/signal.ts'
import { isAwake } from './process/wake.ts'
import type { ProcessState, State } from './state.ts'

function hasRegions({ pins }: State, name: string): boolean {
  return pins.length > 0 && pins.some(({ holders }) => holders.includes(name))
}

/** Whether a process can take a signal or continue a handler now. */
function takesSignal(state: State, process: ProcessState): boolean {
  // Only memory regions remain, which are destroyed after leases are released.
  if (process.status !== 'running') return hasRegions(state, process.name)
  const sleepers = state.sleepers.filter((sleeper) => sleeper.process === process.name)
  const wakes = sleepers.every(({ wait }) => wait.interruptible || wait.for === 'restart')
  if (lethalSignal(process) !== undefined) {
    return wakes || sleepers.every(({ wait }) => wait.interruptible || wait.killable === true)
  }
  if (sleepers.some(({ id }) => id === null)) return false
  return process.handler.length > 0 || (handledSignal(process) !== undefined && wakes)
}

/**
 * List the internal steps that the kernel can take now: signals and handlers, then woken sleepers.
 *
 * @param state
 *   Any state.
 * @returns
 *   Events in a fixed order: processes as they were created (ended ones destroy their regions),
 *   sleepers as they fell asleep. Empty: nothing happens before the next call or deadline.
 * @see fs/locks.c __break_lease, v6.12: a woken breaker checks again by itself
 */
export function enabled(state: State): readonly RunEvent[] {
  const events: RunEvent[] = []
  for (const name in state.processes) {
    const process = state.processes[name]
    if (process !== undefined && takesSignal(state, process)) {
      events.push({ kind: 'run', process: name })
    }
  }
  for (const sleeper of state.sleepers) {
    if (!isAwake(state, sleeper)) continue
    const { id, process } = sleeper
    events.push({ kind: 'run', process, id: id ?? handlerId })
  }
  return events
}

/** Id of the sleeping call of a handler, which has none of its own. */
export const handlerId = '(handler)'
