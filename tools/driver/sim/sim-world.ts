import { createState, type ProfileName, type Settings } from '../../model/index.ts'
import { assertBreakTime } from '../assert-break-time.ts'
import { UnsupportedError } from '../errors.ts'
import type { Process, ProcessOptions, TargetInfo, World, WorldOptions } from '../port.ts'
import { createMachine, exact } from './machine.ts'
import { createProcess } from './sim-process.ts'
import {
  advance,
  assertOpen,
  createWorldState,
  happenIn,
  record,
  type SimWorldState,
} from './world-state.ts'

/** Open a simulated world. */
export function openSimWorld(
  profile: ProfileName,
  target: TargetInfo,
  options: WorldOptions,
): World {
  const { fs = 'any', leaseBreakTime } = options
  if (fs !== 'any' && fs !== 'dax' && !target.fs.includes(fs)) {
    throw new UnsupportedError(`fs=${fs}`, target.name, `it has ${target.fs.join(', ')}`)
  }
  if (leaseBreakTime !== undefined) assertBreakTime(leaseBreakTime)
  const state = createState(profile, options as Settings)
  const world = createWorldState(createMachine(target.name, state))
  const { machine } = world
  if (Object.keys(options).length > 0) machine.input.push({ world: options })
  return {
    target,
    fs: state.fs,
    dir: '/sim',
    get now() {
      return exact(machine.state.now)
    },
    get leaseBreakTime() {
      return machine.state.leaseBreakTime
    },
    set leaseBreakTime(seconds: number) {
      assertBreakTime(seconds)
      change(world, { leaseBreakTime: seconds })
    },
    get leasesEnable() {
      return machine.state.leasesEnable
    },
    set leasesEnable(enable: boolean) {
      change(world, { leasesEnable: enable })
    },
    process: async (name, as) => processIn(world, name, as),
    // Each call runs until it returns or sleeps, so the world is always settled.
    settle: () => Promise.resolve(),
    advance: async (seconds) => advanceIn(world, seconds),
    trace: () => machine,
    [Symbol.asyncDispose]: () => dispose(world),
  }
}

function change(
  world: SimWorldState,
  settings: { leaseBreakTime?: number; leasesEnable?: boolean },
): void {
  assertOpen(world.machine, 'change a setting')
  record(world, { call: 'set', args: [settings] }, () => {
    happenIn(world, { kind: 'set', ...settings })
    return 0
  })
}

function processIn(world: SimWorldState, name: string, as: ProcessOptions = {}): Process {
  const { machine, processes } = world
  assertOpen(machine, `make process ${name}`)
  const known = processes.get(name)
  if (known !== undefined) return known
  if (machine.state.processes[name] === undefined) {
    const args = Object.keys(as).length === 0 ? [] : [as]
    record(world, { process: name, call: 'spawn', args }, () => {
      happenIn(world, { kind: 'spawn', process: name, ...as })
      return pidOf(world, name)
    })
  }
  const pid = pidOf(world, name)
  machine.names.pids.set(pid, name)
  const made = createProcess(world, name, pid)
  processes.set(name, made)
  return made
}

function pidOf({ machine }: SimWorldState, name: string): number {
  const made = machine.state.processes[name]
  if (made === undefined) throw new Error(`Cannot make process ${name}: it is missing in the model`)
  return made.pid
}

function advanceIn(world: SimWorldState, seconds: number): void {
  assertOpen(world.machine, 'advance')
  if (!(seconds >= 0 && Number.isFinite(seconds))) {
    throw new RangeError(`Unexpected ${seconds} seconds, expected a number of at least 0`)
  }
  advance(world, exact(seconds))
}

async function dispose({ machine, waiting }: SimWorldState): Promise<void> {
  const sleeping = [...machine.pending.values()]
  machine.disposed = true
  machine.pending.clear()
  waiting.calls.clear()
  for (const { promise, call, process } of sleeping) {
    promise.fail(new Error(`Cannot finish \`${call}\` of ${process}: the world was disposed`))
  }
}
