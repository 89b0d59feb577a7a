import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDriver } from '../../../tools/driver/host/index.ts'

const run = promisify(execFile)
const target = await openDriver().probe()
const settable = target.available && target.capabilities.includes('lease-break-time')
const lack = target.available ? undefined : `${target.reason}; ${target.remedy}`
const unsettable = settable ? undefined : (lack ?? 'only root can change lease-break-time')
const fixtures = fileURLToPath(new URL('../fixtures/host/', import.meta.url))
const node = ['--import', join(fixtures, 'register.mjs')]
const setting = '/proc/sys/fs/lease-break-time'
const breakTime = (): string => readFileSync(setting, 'ascii').trim()

/** Read the setting while no world of any process changes it. */
async function ownBreakTime(): Promise<string> {
  const { stdout } = await run('flock', ['--shared', setting, 'cat', setting])
  return stdout.trim()
}

interface Held {
  readonly dir: string
  readonly pids: readonly number[]
}

/** Start a process with a world that has a blocked call. */
async function hold(words: readonly string[]): Promise<[ChildProcess, Held]> {
  const child = spawn(process.execPath, [...node, join(fixtures, 'hold-world.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    if (text.includes('\n')) break
  }
  return [child, JSON.parse(text) as Held]
}

function remains({ dir, pids }: Held): string[] {
  const alive = pids.filter((pid) => existsSync(`/proc/${pid}`)).map(String)
  return existsSync(dirname(dir)) ? [dirname(dir), ...alive] : alive
}

async function nothingRemains(held: Held): Promise<void> {
  const end = Date.now() + 5000
  while (remains(held).length > 0 && Date.now() < end) await setTimeout(10)
  expect(remains(held)).toEqual([])
}

describe('the end of the driver', () => {
  beforeEach(({ skip }) => (lack === undefined ? undefined : skip(lack)))

  for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
    test(`by ${signal} leaves no file, no process and no setting`, async () => {
      const before = await ownBreakTime()
      const [child, held] = await hold(settable ? ['3'] : [])
      expect(remains(held)).toHaveLength(3)
      expect(breakTime()).toBe(settable ? '3' : before)
      // Like Ctrl-C, to the whole process group.
      process.kill(-(child.pid ?? 0), signal)
      await nothingRemains(held)
      expect(await ownBreakTime()).toBe(before)
    })
  }

  test('does not wait for a world that was not disposed', async () => {
    const [child, held] = await hold([...(settable ? ['3'] : ['']), 'forget'])
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
    expect(code).toBe(0)
    await nothingRemains(held)
  })

  test('by the death of the hub is reported, and leaves nothing', async () => {
    const before = await ownBreakTime()
    const world = await openDriver().openWorld(settable ? { leaseBreakTime: 3 } : {})
    const holder = await world.process('holder')
    const hub = Number(/^PPid:\t(\d+)$/m.exec(await holder.readFile('/proc/self/status'))?.[1])
    process.kill(hub, 'SIGKILL')
    await expect(holder.open('f', 0)).rejects.toThrow(
      'Cannot reach the actor program: it was killed by SIGKILL',
    )
    await world[Symbol.asyncDispose]()
    await nothingRemains({ dir: world.dir, pids: [holder.pid, hub] })
    expect(await ownBreakTime()).toBe(before)
  })
})

describe('lease-break-time', () => {
  beforeEach(({ skip }) => (unsettable === undefined ? undefined : skip(unsettable)))

  test('is changed for one world at a time, and restored at its end', async () => {
    const before = await ownBreakTime()
    const driver = openDriver()
    const first = await driver.openWorld({ leaseBreakTime: 7 })
    const order: string[] = []
    const second = driver.openWorld({ leaseBreakTime: 8 }).then(async (world) => {
      order.push(`second has ${world.leaseBreakTime}`)
      return world
    })
    await setTimeout(50)
    expect(first.leaseBreakTime).toBe(7)
    order.push('first ends')
    await first[Symbol.asyncDispose]()
    await (await second)[Symbol.asyncDispose]()
    expect(order).toEqual(['first ends', 'second has 8'])
    expect(await ownBreakTime()).toBe(before)
  })

  test('can be set in an open world, even to 0', async () => {
    const before = await ownBreakTime()
    {
      await using world = await openDriver().openWorld()
      world.leaseBreakTime = 0
      expect(world.leaseBreakTime).toBe(0)
      await world.settle()
      expect(breakTime()).toBe('0')
      expect(() => {
        world.leaseBreakTime = 1.5
      }).toThrow(
        'Unexpected 1.5 for lease-break-time, expected a whole number from 0 to 2147483647',
      )
    }
    expect(await ownBreakTime()).toBe(before)
  })

  test('leases can be switched off for a world', async () => {
    const driver = openDriver()
    await using world = await driver.openWorld({ leasesEnable: false, files: [{ name: 'f' }] })
    const holder = await world.process('holder')
    const fd = await holder.open('f', 0)
    await expect(holder.fcntl(fd, 1024, 0)).rejects.toMatchObject({ code: 'EINVAL' })
  })
})

describe('an ordinary user', () => {
  test('can do everything that needs no privilege, and gets a reason for the rest', async ({
    skip,
  }) => {
    if (!target.available || process.getuid?.() !== 0) return skip('only root can become another')
    const words = ['--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath]
    const readable = ['sh', '-c', `test -r '${fixtures}/probe.ts' && test -x '${process.execPath}'`]
    const reads = await run('setpriv', [...words.slice(0, -1), ...readable]).catch(() => undefined)
    if (reads === undefined) return skip('user 65534 cannot read this folder')
    const home = await mkdtemp(join(tmpdir(), 'manproof-test-'))
    await chmod(home, 0o777)
    try {
      const env = { ...process.env, XDG_CACHE_HOME: home, HOME: home }
      const program = join(fixtures, 'probe.ts')
      const ran = await run('setpriv', [...words, ...node, program], { env }).catch(
        (error: Error & { stderr?: string }) => error.stderr ?? error.message,
      )
      if (typeof ran === 'string' && /ENOENT|EACCES/.test(ran)) return skip(ran)
      expect(typeof ran === 'string' ? ran : JSON.parse(ran.stdout)).toMatchObject({
        target: { available: true, capabilities: ['signals', 'leases', 'io_uring', 'vmsplice'] },
        lease: 0,
        breakTime:
          'UnsupportedError: Cannot do `lease-break-time` on host: only root can change /proc/sys/fs/lease-break-time',
        uid: 'UnsupportedError: Cannot do `uid` on host: process other cannot become {"uid":1000}: EPERM',
        owner: 'UnsupportedError: Cannot do `uid` on host: user 65534 cannot give `f` to user 0',
      })
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })
})

describe('compiling', () => {
  beforeEach(({ skip }) => (lack === undefined ? undefined : skip(lack)))

  test('twice at once in an empty cache makes one program and leaves no drafts', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'manproof-test-'))
    const words = ['--import', join(fixtures, 'register.mjs'), join(fixtures, 'compile.ts'), cache]
    try {
      const both = await Promise.all([run(process.execPath, words), run(process.execPath, words)])
      const [first, second] = both.map(({ stdout }) => stdout.trim())
      expect(first).toBe(second)
      expect(await readdir(cache)).toEqual([first?.slice(cache.length + 1)])
    } finally {
      await rm(cache, { recursive: true })
    }
  })

  test('uses a private temporary cache if the cache is not writable', async () => {
    const place = await mkdtemp(join(tmpdir(), 'manproof-test-'))
    const file = join(place, 'file')
    await writeFile(file, '')
    const before = process.env['TMPDIR']
    process.env['TMPDIR'] = place
    try {
      expect(await openDriver({ cache: join(file, 'cache') }).probe()).toMatchObject({
        available: true,
      })
      expect(await readdir(place)).toEqual(['file', `manproof-cache-${process.getuid?.()}`])
    } finally {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      await rm(place, { recursive: true })
    }
  })

  test('quotes a compiler that fails', async () => {
    const place = await mkdtemp(join(tmpdir(), 'manproof-test-'))
    const compiler = join(place, 'cc')
    await writeFile(compiler, '#!/bin/sh\necho "actor.h:1: error: no headers" >&2\nexit 1\n')
    await chmod(compiler, 0o755)
    try {
      expect(await openDriver({ compiler, cache: place }).probe()).toMatchObject({
        available: false,
        reason: `\`${compiler}\` failed: actor.h:1: error: no headers`,
        remedy: 'apt install gcc libc6-dev',
      })
    } finally {
      await rm(place, { recursive: true })
    }
  })
})
