import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as k from '../../../tools/driver/index.ts'
import { type Cache, cacheAt } from '../../../tools/driver/vm/cache.ts'
import { openDriver, prepareGuest, vmStatus } from '../../../tools/driver/vm/index.ts'
import { readPrepared } from '../../../tools/driver/vm/prepared.ts'
import { failure, look } from '../host/scene.ts'
import { guests, size, withFolder } from './scene.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const prepared = readPrepared(cacheAt(), '6.12')
const nobody = { uid: 65534, gid: 65534 }
const canBeNobody =
  spawnSync('test', ['-r', join(fixtures, 'vm', 'prepare.ts')], { ...nobody, cwd: '/' }).status ===
  0

/** Copy the kernel of a prepared guest like a self-built one: image, modules, and their table. */
async function ownKernel({ kernels }: Cache, folder: string): Promise<[string, string]> {
  if (typeof prepared === 'string') throw new Error(prepared)
  const [made] = (await readdir(kernels)).filter((name) => name.startsWith('6.12.'))
  const modules = join(folder, 'lib', 'modules', prepared.release)
  await mkdir(modules, { recursive: true })
  await cp(join(kernels, made ?? '', 'modules'), modules, { recursive: true })
  await run('/usr/sbin/depmod', ['-b', folder, prepared.release])
  const image = join(folder, 'vmlinuz')
  await cp(join(kernels, made ?? '', 'vmlinuz'), image)
  return [image, modules]
}

/** Prepare in another process, until a line starts with `last`; then send `signal`. */
async function interrupted(
  words: readonly string[],
  last: string,
  signal: NodeJS.Signals | undefined,
): Promise<string[]> {
  const program = join(fixtures, 'vm', 'prepare.ts')
  const node = ['--import', join(fixtures, 'host', 'register.mjs'), program]
  const child = spawn(process.execPath, [...node, ...words], {
    ...(canBeNobody && nobody),
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    said.push(line)
    if (line.startsWith(last) && signal !== undefined) child.kill(signal)
  }
  await ended
  return said
}

async function machinesOf(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const command = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')
    if (command.includes('qemu-system') && command.includes(folder)) found.push(pid)
  }
  return found
}

test('no guest uses /dev/kvm, which might not work', async ({ skip }) => {
  if (typeof prepared === 'string') return skip(prepared)
  await using world = await openDriver({ kernel: '6.12' }).openWorld({ fs: 'tmpfs' })
  expect(world.target.name).toBe('vm:6.12')
  const { running } = await vmStatus()
  const mine = running.filter(({ line }) => line === '6.12')
  expect(mine).not.toEqual([])
  for (const { pid } of mine) {
    expect(readFileSync(`/proc/${pid}/cmdline`, 'latin1')).toContain('\0-accel\0tcg')
  }
})

test('a missing emulator is reported, with its package during preparation', async () => {
  const path = process.env['PATH']
  await withFolder(async (folder) => {
    process.env['PATH'] = folder
    try {
      const options = { line: '6.12', cache: folder, say: () => {} }
      expect(await failure(prepareGuest(options))).toMatch(
        /^RequirementError: Cannot find .*`qemu-system-x86_64`.*; install with: apt-get install --no-install-recommends .*\bqemu-system-x86\b/,
      )
      if (typeof prepared === 'string') return
      expect(await openDriver({ kernel: '6.12' }).probe()).toMatchObject({
        available: false,
        reason: '`qemu-system-x86_64` is not installed',
      })
    } finally {
      process.env['PATH'] = path
    }
  })
})

for (const [what, options, reason] of [
  ['full', 'size=64k', /^Error: ENOSPC: /],
  ['read-only', 'ro', /^RequirementError: Cannot write to `.*`: EROFS$/],
] as const) {
  test(`a ${what} cache is reported, and nothing is left in it`, async ({ skip }) => {
    if (!isRoot) return skip('only root can mount')
    if (typeof prepared === 'string') return skip(prepared)
    await withFolder(async (folder) => {
      const cache = join(folder, 'cache')
      await mkdir(cache)
      const [kernel, modules] = await ownKernel(cacheAt(), join(folder, 'own'))
      const mounted = await run('mount', ['-t', 'tmpfs', '-o', options, 'manproof', cache]).catch(
        (error: Error) => error,
      )
      if (mounted instanceof Error) return skip(mounted.message)
      try {
        const attempt = prepareGuest({ line: 'own', cache, kernel, modules, say: () => {} })
        expect(await failure(attempt)).toMatch(reason)
        const kernels = await readdir(join(cache, 'kernels')).catch(() => [])
        expect(kernels).toEqual([])
      } finally {
        await run('umount', [cache])
      }
    })
  })
}

test('a self-built kernel is refused with a reason', async ({ skip }) => {
  if (typeof prepared === 'string') return skip(prepared)
  await withFolder(async (folder) => {
    const text = join(folder, 'text')
    await writeFile(text, 'no kernel')
    const [kernel] = await ownKernel(cacheAt(), folder)
    const attempt = (image: string, modules?: string): Promise<string> =>
      failure(
        prepareGuest({
          line: 'own',
          cache: join(folder, 'cache'),
          kernel: image,
          ...(modules !== undefined && { modules }),
          say: () => {},
        }),
      )
    expect(await attempt(text)).toBe(
      `Error: Unexpected file \`${text}\`, expected a kernel image (bzImage)`,
    )
    expect(await attempt('/nowhere')).toBe('Error: Cannot read the kernel `/nowhere`: ENOENT')
    expect(await attempt(kernel, '/nowhere')).toBe(
      'Error: Unexpected folder `/nowhere`, expected one with `modules.dep`',
    )
  })
})

test('an interrupted preparation is resumed, and the kernel boots', {
  timeout: 400_000,
}, async ({ skip }) => {
  if (typeof prepared === 'string') return skip(prepared)
  await withFolder(async (folder) => {
    const cache = join(folder, 'cache')
    const words = [cache, ...(await ownKernel(cacheAt(), folder))]
    if (canBeNobody) await run('chown', ['-R', `${nobody.uid}:${nobody.gid}`, folder])
    const first = await interrupted(words, 'booting it for the first time', 'SIGINT')
    expect(first.at(-1)).toBe('AbortError: This operation was aborted')
    const { guests: made, kernels } = cacheAt(cache)
    expect(await readdir(made)).toEqual([])
    expect(await readdir(kernels)).toHaveLength(1)
    const second = await interrupted(words, 'booting it for the first time', 'SIGKILL')
    expect(second.at(-1)).toBe('booting it for the first time')
    expect((await readdir(made)).every((name) => name.startsWith('.own-'))).toBe(true)
    while ((await machinesOf(folder)).length > 0) await setTimeout(10)
    const third = await interrupted(words, 'ready', undefined)
    expect(third.at(-1)).toBe(`ready ${prepared.release}`)
    const [name, ...others] = await readdir(made)
    expect([name?.startsWith('own-'), others]).toEqual([true, []])
    await using world = await openDriver({ kernel: 'own', cache }).openWorld({ fs: 'xfs-dax' })
    const A = await world.process('A')
    expect(await A.open('f', k.O_RDWR | k.O_CREAT)).toBe(3)
    expect((await A.readFile('/proc/version')).split(' ')[2]).toBe(prepared.release)
  })
})

guests('the holder ends a break without a time limit', async ({ world, A, B }) => {
  world.leaseBreakTime = 0
  const fd = await A.open('f', k.O_RDONLY)
  await A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)
  const cut = B.truncate('f', 0)
  await world.advance(1)
  expect(look(cut)).toEqual({ settled: false, waitsFor: '__break_lease', state: 'S' })
  await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
  expect(await cut).toBe(0)
})

test('200 worlds with blocked calls leave no lease in a guest', {
  timeout: 120_000,
}, async ({ skip }) => {
  const driver = openDriver({ kernel: '6.12' })
  const target = await driver.probe()
  if (!target.available) return skip(`${target.reason}; ${target.remedy}`)
  // A guest without a world might be stopped, and another one would prove nothing.
  await using kept = await driver.openWorld({ fs: 'ext4-dax' })
  for (let round = 0; round < 200; round++) {
    await using world = await driver.openWorld({ files: [{ name: 'f', size }] })
    const [A, B] = [await world.process('A'), await world.process('B')]
    await A.fcntl(await A.open('f', k.O_RDONLY), k.F_SETLEASE, k.F_RDLCK)
    B.truncate('f', 0).catch(() => {})
    await world.settle()
  }
  const A = await kept.process('A')
  const locks = await A.readFile('/proc/locks')
  expect(locks).not.toContain('LEASE')
  expect(existsSync(kept.dir)).toBe(false) // it is in the guest
})
