import { SystemError, UnsupportedError } from '../errors.ts'
import { theHarness } from '../harness.ts'
import type { FileSetting, FileSystem, TargetInfo, World, WorldOptions } from '../port.ts'
import { createHostState, type HostState, hubOf, takeEvent } from './host-state.ts'
import { createWorld } from './host-world.ts'
import { changeSetting, shareSettings } from './kernel-setting.ts'
import type { KernelView } from './kernel-view.ts'
import { connectHub } from './wire/hub.ts'
import type { Transport } from './wire/transport.ts'
import { encodePath } from './wire/wire.ts'

/** Parts of a world of real processes. */
export interface Entry {
  readonly target: TargetInfo
  readonly transport: Transport
  readonly kernel: KernelView
  readonly fs: FileSystem | undefined
  readonly options: WorldOptions
  /** Called before files are created, for example to mount a filesystem. */
  prepare?(state: HostState): Promise<void>
  /** Called after the settings of the kernel have become those of the world. */
  entered?(state: HostState): Promise<void>
}

/**
 * Enter a world whose hub is at the other end of a transport, on this machine or in a guest.
 *
 * The kernel has the requested settings, or its own, until the world is disposed. Worlds with the
 * same settings can be open at the same time; others wait for each other, in order.
 *
 * @param entry
 *   Transport, kernel and options.
 * @returns
 *   World with its files and settings; disposing it closes the transport.
 * @throws {UnsupportedError}
 *   If a setting or the owner of a file is not permitted.
 * @throws {SystemError}
 *   If a file cannot be created.
 * @throws {Error}
 *   If another world holds a different setting of the kernel.
 * @see measured: test/driver/host/host.test.ts and test/driver/vm/vm.test.ts
 */
export async function enterWorld(entry: Entry): Promise<World> {
  const { target, transport, kernel, fs, options, prepare, entered } = entry
  const { files = [], leaseBreakTime, leasesEnable } = options
  const state = createHostState(target, kernel, fs)
  state.hub = await connectHub(transport, (actor, event) => takeEvent(state, actor, event))
  const world = createWorld(state)
  try {
    await prepare?.(state)
    for (const file of files) await makeFile(state, file)
    if (leaseBreakTime !== undefined) {
      await changeSetting(state, 'lease-break-time', leaseBreakTime)
    }
    if (leasesEnable === false) await changeSetting(state, 'leases-enable', 0)
    if (leaseBreakTime === undefined && leasesEnable !== false) await shareSettings(state)
    await entered?.(state)
  } catch (error) {
    await world[Symbol.asyncDispose]()
    throw error
  }
  if (Object.keys(options).length > 0) state.recorder.input.push({ world: options })
  theHarness()?.opens?.(world)
  return world
}

const kinds = { file: 0, dir: 1, fifo: 2 } as const

async function makeFile(state: HostState, file: FileSetting): Promise<void> {
  const { name, type = 'file', mode = 0o600, owner = -1, size = 0 } = file
  const hub = hubOf(state, 'create a file')
  const path = encodePath(name, hub.directory)
  const words = [kinds[type], mode, owner, size].map(String)
  const reply = await hub.ask(0, 'file', [...words, String(path)])
  if (!('code' in reply)) return
  if (reply.code === 'EPERM' && owner !== -1) {
    const reason = `user ${process.getuid?.()} cannot give \`${name}\` to user ${owner}`
    throw new UnsupportedError('uid', state.target.name, reason)
  }
  const at = { errno: -reply.errno, syscall: 'open', path: name, target: state.target.name }
  throw new SystemError(reply.code, at)
}
