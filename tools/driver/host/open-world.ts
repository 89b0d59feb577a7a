import { execFile } from 'node:child_process'
import { truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { UnsupportedError } from '../errors.ts'
import type { TargetInfo, World, WorldOptions } from '../port.ts'
import { type CompileOptions, compileActor } from './actor-program.ts'
import { enterWorld } from './enter-world.ts'
import { type HostState, hubOf } from './host-state.ts'
import { localKernel } from './kernel-setting.ts'
import { fileSystemOf, findPlace, type Place } from './place.ts'
import { spawnTransport } from './wire/spawn-transport.ts'
import { encodeText } from './wire/wire.ts'

const run = promisify(execFile)

/**
 * Open a world on this machine's kernel.
 *
 * @throws {UnsupportedError}
 *   If the filesystem is not available, or a setting or the owner of a file not permitted.
 */
export async function openHostWorld(
  compile: CompileOptions,
  target: TargetInfo,
  options: WorldOptions,
): Promise<World> {
  const { fs = 'any' } = options
  const place = findPlace(fs)
  if (typeof place === 'string') throw new UnsupportedError(`fs=${fs}`, target.name, place)
  const program = await compileActor(compile)
  const { mount } = place
  return enterWorld({
    target,
    options,
    transport: spawnTransport(program, place.parent),
    kernel: localKernel,
    fs: fs === 'any' ? fileSystemOf(place.parent) : fs,
    ...(mount !== undefined && { prepare: (state) => mountPlace(state, mount, fs) }),
  })
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
  if ('code' in reply) fail(`mount(2) failed with ${reply.code}`)
}
