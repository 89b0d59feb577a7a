import { execFile } from 'node:child_process'
import { truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { SystemError, UnsupportedError } from '../errors.ts'
import type { FileSetting, TargetInfo, World, WorldOptions } from '../port.ts'
import { type CompileOptions, compileActor } from './actor-program.ts'
import { createHostState, type HostState, hubOf, takeEvent } from './host-state.ts'
import { createWorld } from './host-world.ts'
import { connectHub } from './hub.ts'
import { changeSetting } from './kernel-setting.ts'
import { fileSystemOf, findPlace, type Place } from './place.ts'
import { spawnTransport } from './spawn-transport.ts'
import { encodePath, encodeText } from './wire.ts'

const run = promisify(execFile)

/**
 * Open a world on this machine's kernel.
 *
 * @throws {UnsupportedError}
 *   If the file system, the setting or the owner of a file cannot be had.
 */
export async function openHostWorld(
  compile: CompileOptions,
  target: TargetInfo,
  options: WorldOptions,
): Promise<World> {
  const { fs = 'any', files = [], leaseBreakTime, leasesEnable } = options
  const place = findPlace(fs)
  if (typeof place === 'string') throw new UnsupportedError(`fs=${fs}`, target.name, place)
  const program = await compileActor(compile)
  const state = createHostState(target, fs === 'any' ? fileSystemOf(place.parent) : fs)
  state.hub = await connectHub(spawnTransport(program, place.parent), (actor, event) =>
    takeEvent(state, actor, event),
  )
  const world = createWorld(state)
  try {
    if (place.mount !== undefined) await mountPlace(state, place.mount, fs)
    for (const file of files) await makeFile(state, file)
    if (leaseBreakTime !== undefined) {
      await changeSetting(state, 'lease-break-time', leaseBreakTime)
    }
    if (leasesEnable === false) await changeSetting(state, 'leases-enable', 0)
  } catch (error) {
    await world[Symbol.asyncDispose]()
    throw error
  }
  if (Object.keys(options).length > 0) state.recorder.input.push({ world: options })
  return world
}

async function mountPlace(
  state: HostState,
  { type, make }: NonNullable<Place['mount']>,
  fs: string,
): Promise<void> {
  const hub = hubOf(state, 'mount')
  const fail = (reason: string): never => {
    throw new UnsupportedError(`fs=${fs}`, state.target.name, reason)
  }
  if (make !== undefined) {
    const image = join(dirname(hub.directory), 'image')
    await writeFile(image, '')
    await truncate(image, make.size)
    await run(make.program, [...make.words, image]).catch((error: Error) => fail(error.message))
  }
  const reply = await hub.ask(0, 'mount', [encodeText(type)])
  if ('code' in reply) fail(`mount(2) says ${reply.code}`)
}

const kinds = { file: 0, dir: 1, fifo: 2 } as const

async function makeFile(state: HostState, file: FileSetting): Promise<void> {
  const { name, type = 'file', mode = 0o600, owner = -1, size = 0 } = file
  const hub = hubOf(state, 'make a file')
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
