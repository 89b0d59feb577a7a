import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { UnsupportedError } from '../errors.ts'
import type { Process, ProcessOptions, World } from '../port.ts'
import type { ActorState } from './actor-state.ts'
import { advance } from './advance.ts'
import { createProcess } from './calls/host-process.ts'
import { addActor, type HostState, hubOf, note } from './host-state.ts'
import { beginChange, leaveSettings, readSetting } from './kernel-setting.ts'
import { flush, recordInput } from './recorder.ts'
import { settle } from './settle.ts'

/** A world of real processes, as the port defines it. */
export function createWorld(state: HostState): World {
  const world: World = {
    target: state.target,
    ...(state.fs !== undefined && { fs: state.fs }),
    dir: hubOf(state, 'open').directory,
    get now() {
      return (performance.now() - state.openedMs) / 1000
    },
    get leaseBreakTime() {
      return readSetting(state, 'lease-break-time')
    },
    set leaseBreakTime(seconds: number) {
      hubOf(state, 'change a setting')
      beginChange(state, 'lease-break-time', seconds)
      record(state, 'set', [{ leaseBreakTime: seconds }])
    },
    process: (name, as) => processIn(state, name, as),
    settle: async () => void (await settle(state)),
    advance: async (seconds) => {
      hubOf(state, 'advance')
      await advance(state, seconds, readSetting(state, 'lease-break-time'))
      record(state, 'advance', [seconds])
    },
    trace: () => {
      flush(state.recorder)
      return state.recorder
    },
    [Symbol.asyncDispose]: () => dispose(state),
  }
  return state.kernel.isSettable('leases-enable') ? withLeasesEnable(world, state) : world
}

function withLeasesEnable(world: World, state: HostState): World {
  return Object.defineProperty(world, 'leasesEnable', {
    enumerable: true,
    get: () => readSetting(state, 'leases-enable') !== 0,
    set: (enable: boolean) => {
      hubOf(state, 'change a setting')
      beginChange(state, 'leases-enable', enable ? 1 : 0)
      record(state, 'set', [{ leasesEnable: enable }])
    },
  })
}

function record(state: HostState, call: string, args: readonly unknown[]): void {
  const id = recordInput(state.recorder, { call, args })
  note(state, 'own', { id, result: 0 })
}

async function processIn(
  state: HostState,
  name: string,
  as: ProcessOptions | undefined,
): Promise<Process> {
  const known = state.processes.get(name)
  if (known !== undefined) return createProcess(state, await known)
  const made = spawnActor(state, name, as ?? {})
  state.processes.set(name, made)
  made.catch(() => state.processes.delete(name))
  return createProcess(state, await made)
}

async function spawnActor(state: HostState, name: string, as: ProcessOptions): Promise<ActorState> {
  const hub = hubOf(state, `make process ${name}`)
  const { uid = -1, capLease } = as
  const args = Object.keys(as).length === 0 ? [] : [as]
  const id = recordInput(state.recorder, { process: name, call: 'spawn', args })
  const actor = addActor(state, name)
  const lease = capLease === undefined ? -1 : Number(capLease)
  const reply = await hub.ask(0, 'spawn', [String(actor.number), String(uid), String(lease)])
  if (!('result' in reply)) throw new Error(`Cannot make process ${name}: ${JSON.stringify(reply)}`)
  const trouble = await hub.during(actor.began)
  if (trouble !== '') {
    const reason = `process ${name} cannot become ${JSON.stringify(as)}: ${trouble}`
    throw new UnsupportedError('uid', state.target.name, reason)
  }
  actor.pid = Number(reply.result)
  state.names.pids.set(actor.pid, name)
  note(state, 'own', { id, result: actor.pid })
  return actor
}

const patienceMs = 5000

async function dispose(state: HostState): Promise<void> {
  if (state.disposed) return
  state.disposed = true
  leaveSettings(state)
  for (const { calls } of state.actors.values()) {
    for (const { promise } of calls) promise?.catch(() => {})
  }
  const timeout = new AbortController()
  const late = setTimeout(patienceMs, undefined, { signal: timeout.signal, ref: false })
  await Promise.race([state.hub?.close(), late.catch(() => {})])
  timeout.abort()
}
