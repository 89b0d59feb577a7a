import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as host from '../../tools/driver/host/index.ts'
import { openDriver } from '../../tools/driver/host/index.ts'
import type { Process, World, WorldOptions } from '../../tools/driver/index.ts'
import * as k from '../../tools/driver/index.ts'
import { readTrace, replay } from '../../tools/driver/index.ts'

const driver = openDriver()
const target = await driver.probe()
const page: WorldOptions = { files: [{ name: 'f', size: k.PAGE }] }
const readWrite = k.PROT_READ | k.PROT_WRITE

test('the module exports its way in and nothing else', () => {
  expect(Object.keys(host).sort()).toEqual(['openDriver'])
})

interface Scene {
  readonly world: World
  readonly A: Process
  readonly B: Process
}

function real(
  name: string,
  act: (scene: Scene) => Promise<void>,
  options: WorldOptions = page,
  needs: readonly k.Capability[] = [],
): void {
  test(name, async ({ skip }) => {
    if (!target.available) return skip(`${target.reason}: ${target.remedy}`)
    const missing = needs.find((need) => !target.capabilities.includes(need))
    if (missing !== undefined) return skip(`this machine has no ${missing}`)
    await using world = await driver.openWorld(options)
    await act({ world, A: await world.process('A'), B: await world.process('B') })
  })
}

function look(call: Promise<unknown>): unknown {
  const peek: unknown = Reflect.get(call, Symbol.for('manproof.peek'))
  return Reflect.apply(peek as () => unknown, call, [])
}

async function failure(call: Promise<unknown>): Promise<string> {
  return call.then(
    (value) => `returned ${JSON.stringify(value)}`,
    (error: Error) => `${error.name}: ${error.message}`,
  )
}

async function lease(process: Process, type: number = k.F_RDLCK): Promise<number> {
  const fd = await process.open('f', k.O_RDONLY)
  await process.fcntl(fd, k.F_SETLEASE, type)
  return fd
}

describe('probing', () => {
  test.runIf(target.available)('tells what the kernel of this machine can do', () => {
    expect(target).toMatchObject({ name: 'host', release: expect.stringMatching(/^\d+\.\d+/) })
    if (target.available) expect(target.capabilities).toContain('signals')
  })

  test('a machine without a compiler hears what to install', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'manproof-test-'))
    const answer = await openDriver({ compiler: 'no-such-cc', cache }).probe()
    expect(answer).toEqual({
      available: false,
      name: 'host',
      reason: '`no-such-cc` is not installed',
      remedy: 'apt install gcc libc6-dev',
    })
    await expect(openDriver({ compiler: 'no-such-cc', cache }).openWorld()).rejects.toThrow(
      'Cannot do `host` on host: `no-such-cc` is not installed; apt install gcc libc6-dev',
    )
    rmSync(cache, { recursive: true })
  })
})

describe('calls', () => {
  real('the first descriptor is 3, and those of the actor cannot be touched', async ({ A }) => {
    expect(await A.open('f', k.O_RDONLY)).toBe(3)
    for (const fd of [512, 513, 514, 515]) {
      expect(await failure(A.close(fd))).toBe('SystemError: EBADF: close on host')
    }
    expect(await A.open('f', k.O_RDONLY)).toBe(4)
  })

  real('a refusal is shaped like a system error and points at the caller', async ({ A }) => {
    const error = await A.open('nowhere', k.O_RDONLY).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(k.SystemError)
    expect(error).toMatchObject({
      code: 'ENOENT',
      errno: -2,
      syscall: 'open',
      path: 'nowhere',
      target: 'host',
    })
    expect((error as Error).stack).toContain('host.test.ts')
  })

  real('any name that a path can hold survives the way', async ({ A }) => {
    for (const name of [' a b ', 'x\ny', '"\\', '$(ü)', 'x'.repeat(255), '-', "'"]) {
      const fd = await A.open(name, k.O_RDWR | k.O_CREAT)
      await A.pwrite(fd, name, 0)
      const length = Buffer.byteLength(name)
      expect(await A.readFile(name)).toBe(name)
      expect((await A.stat(name)).size).toBe(length)
      await A.close(fd)
      await A.unlink(name)
    }
  })

  real('big data survives the way', async ({ A }) => {
    const fd = await A.open('big', k.O_RDWR | k.O_CREAT)
    const hex = Buffer.alloc(1 << 20, 'manproof').toString('hex')
    expect(await A.pwrite(fd, { hex }, 0)).toBe(1 << 20)
    expect(await A.pread(fd, 1 << 20, 0)).toEqual({ hex })
    expect(await A.pwrite(fd, { fill: 7, length: 3 << 20 }, 1 << 20)).toBe(3 << 20)
    expect(await A.stat(fd)).toMatchObject({ size: 4 << 20, dax: false })
  })

  real('what is no whole number gets the errno of a bad argument', async ({ A }) => {
    const fd = await A.open('f', k.O_RDWR)
    expect(await failure(A.ftruncate(fd, 1.5))).toBe('SystemError: EINVAL: ftruncate on host')
    expect(await failure(A.ftruncate(fd, Number.NaN))).toBe(
      'SystemError: EINVAL: ftruncate on host',
    )
    expect(await failure(A.ftruncate(fd, -1))).toBe('SystemError: EINVAL: ftruncate on host')
    expect(await failure(A.ftruncate(3.5, 0))).toBe('SystemError: EBADF: ftruncate on host')
    expect(await failure(A.pread(fd, -1, 0))).toBe('SystemError: EFAULT: pread on host')
    expect(await failure(A.kill(A, 'SIGNONE'))).toBe('SystemError: EINVAL: kill on host')
  })
})

describe('borders', () => {
  real('paths out of the world are not touched', async ({ world, A }) => {
    for (const path of [
      '/etc/passwd',
      '../x',
      'a/../../x',
      `${world.dir}/../x`,
      '/proc/self/mem',
    ]) {
      expect(await failure(A.open(path, k.O_RDWR))).toBe(
        `Error: Unexpected path \`${path}\`, expected one within \`${world.dir}\``,
      )
    }
    expect(await failure(A.unlink('a\0b'))).toBe('Error: Unexpected zero byte in path `a\\0b`')
    expect(await failure(A.readFile('/proc/../etc/passwd'))).toMatch(/^Error: Unexpected path/)
    expect(await A.open(`${world.dir}/f`, k.O_RDONLY)).toBe(3)
  })

  real('processes out of the world are not touched', async ({ A }) => {
    const fd = await A.open('f', k.O_RDONLY)
    for (const pid of [1, 0, -1, process.pid]) {
      expect(await failure(A.kill(pid, 0))).toBe(
        `Error: Unexpected process ${pid} in \`kill\`, expected one of this world`,
      )
    }
    expect(await failure(A.fcntl(fd, k.F_SETOWN, 1))).toMatch(/^Error: Unexpected process 1/)
    expect(await A.fcntl(fd, k.F_SETOWN, 0)).toBe(0)
    expect(await failure(A.kill(99_999_999, 0))).toBe('SystemError: ESRCH: kill on host')
  })

  real('/proc/self is the process of the world', async ({ A, B }) => {
    const status = await B.readFile('/proc/self/status')
    expect(status).toContain(`\nPid:\t${B.pid}\n`)
    await lease(A)
    expect(await B.readFile('/proc/locks')).toMatch(new RegExp(`LEASE +ACTIVE +READ +${A.pid} `))
  })
})

describe('sleeping calls', () => {
  real('sleep is proven, named and ended by the holder', async ({ world, A, B }) => {
    const fd = await lease(A)
    const cut = B.truncate('f', 0)
    await world.settle()
    expect(look(cut)).toEqual({ settled: false, waitsFor: '__break_lease' })
    await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
    await world.settle()
    expect(look(cut)).toEqual({ settled: true })
    expect(await cut).toBe(0)
  })

  real('a call that works is no sleeping one, however long it takes', async ({ world, A }) => {
    const fd = await A.open('big', k.O_RDWR | k.O_CREAT)
    const write = A.pwrite(fd, { fill: 1, length: 128 << 20 }, 0)
    const sync = A.fsync(fd)
    await world.settle()
    expect([look(write), look(sync)]).toEqual([{ settled: true }, { settled: true }])
    expect(world.trace().output.filter((line) => 'blocked' in line)).toEqual([])
  })

  real('a process makes further calls beside a sleeping one', async ({ world, A }) => {
    const fd = await lease(A)
    const cuts = [A.truncate('f', 0), A.truncate('f', 0), A.truncate('f', 0)]
    await world.settle()
    expect(cuts.map(look)).toEqual(cuts.map(() => ({ settled: false, waitsFor: '__break_lease' })))
    expect(await A.fcntl(fd, k.F_GETLEASE)).toBe(k.F_UNLCK)
    expect(await A.nextSignal()).toMatchObject({ signal: 'SIGIO' })
    expect(await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)).toBe(0)
    expect(await Promise.all(cuts)).toEqual([0, 0, 0])
  })

  real('calls that were not awaited are made in order', async ({ A }) => {
    const calls = [A.open('f', k.O_RDONLY), A.dup(3), A.close(3), A.dup(4), A.close(4)]
    expect(await Promise.all(calls)).toEqual([3, 4, 0, 3, 0])
  })
})

describe('ends', () => {
  real('a sleeping call ends with its process', async ({ world, A, B }) => {
    await lease(A)
    const cut = B.truncate('f', 0)
    await world.settle()
    expect(await A.kill(B, 'SIGTERM')).toBe(0)
    expect(await failure(cut)).toBe('KilledError: Process B was killed by SIGTERM')
    expect(await failure(B.open('f', 0))).toBe('KilledError: Process B was killed by SIGTERM')
    await world.settle()
    expect(await failure(A.kill(B.pid, 0))).toBe('SystemError: ESRCH: kill on host')
  })

  real(
    'a sleeping call ends with the world, and nobody has to hear of it',
    async ({ A, B, world }) => {
      await lease(A)
      const cut = B.truncate('f', 0)
      await world.settle()
      await world[Symbol.asyncDispose]()
      expect(await failure(cut)).toBe(
        'Error: Cannot finish `truncate` of B: the world was disposed',
      )
      expect(await failure(A.open('f', 0))).toBe(
        'Error: Cannot call `open` of A: current value is a disposed world of host',
      )
      expect(existsSync(world.dir)).toBe(false)
      expect(existsSync(`/proc/${B.pid}`)).toBe(false)
    },
  )

  test.runIf(target.available)(
    '200 worlds that each leave a sleeping call leave nothing',
    async () => {
      const pids: number[] = []
      for (let i = 0; i < 200; i++) {
        const world = await driver.openWorld(page)
        const A = await world.process('A')
        await lease(A)
        A.truncate('f', 0).catch(() => {})
        await world.settle()
        pids.push(A.pid)
        await world[Symbol.asyncDispose]()
      }
      expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
    },
  )
})

describe('signals', () => {
  real('a handler makes its calls and interrupts the call that slept', async ({ world, A, B }) => {
    await lease(A)
    const fd = await B.open('f', k.O_RDONLY)
    await B.sigaction('SIGUSR1', [{ call: 'close', args: [fd] }])
    const cut = B.truncate('f', 0)
    await world.settle()
    await A.kill(B, 'SIGUSR1')
    expect(await failure(cut)).toBe("SystemError: EINTR: truncate 'f' on host")
    expect(await failure(B.fsync(fd))).toBe('SystemError: EBADF: fsync on host')
  })

  real('actions of a signal follow one another', async ({ world, A, B }) => {
    await B.sigaction('SIGUSR1', 'ignore')
    await A.kill(B, 'SIGUSR1')
    await B.sigaction('SIGUSR1', 'collect')
    await A.kill(B, 'SIGUSR1')
    expect(await B.nextSignal()).toEqual({ signal: 'SIGUSR1', signo: 10, si_code: 0 })
    expect(await B.nextSignal()).toBe(null)
    await B.sigaction('SIGUSR1', [{ call: 'dup', args: [0] }])
    await A.kill(B, 'SIGUSR1')
    await world.settle()
    expect(await B.nextSignal()).toBe(null)
    expect(await B.dup(0)).toBe(4)
    await B.sigprocmask('block', 'SIGUSR1')
    await B.sigaction('SIGUSR1', 'default')
    await A.kill(B, 'SIGUSR1')
    await world.settle()
    expect(await B.dup(0)).toBe(5)
    await B.sigprocmask('unblock', 'SIGUSR1').catch(() => {})
    expect(await failure(B.dup(0))).toBe('KilledError: Process B was killed by SIGUSR1')
    expect(await failure(A.sigaction('SIGKILL', 'ignore'))).toMatch('EINVAL')
  })

  real('a fault is an outcome, a sent SIGSEGV is death', async ({ A, B }) => {
    const fd = await A.open('f', k.O_RDWR)
    const map = await A.mmap(fd, 0, 2 * k.PAGE, readWrite, k.MAP_SHARED)
    expect(await A.store(map, 0, 'x')).toBe(1)
    expect(await failure(A.load(map, k.PAGE, 1))).toBe('SystemError: SIGBUS: load on host')
    expect(await failure(A.load(map, 2 * k.PAGE, 1))).toBe('SystemError: SIGSEGV: load on host')
    await A.mprotect(map, k.PROT_READ)
    expect(await failure(A.store(map, 0, 'y'))).toBe('SystemError: SIGSEGV: store on host')
    expect(await A.munmap(map)).toBe(0)
    expect(await failure(A.load(map, 0, 1))).toBe('SystemError: SIGSEGV: load on host')
    expect(await failure(A.mprotect(map, k.PROT_READ))).toBe(
      'SystemError: ENOMEM: mprotect on host',
    )
    expect(await A.pread(fd, 1, 0)).toEqual({ hex: '78' })
    await B.kill(A, 'SIGSEGV')
    expect(await failure(A.dup(fd))).toBe('KilledError: Process A was killed by SIGSEGV')
  })
})

describe('processes', () => {
  real(
    'a child has descriptors and maps of its parent, and outlives it',
    async ({ world, A, B }) => {
      const fd = await A.open('f', k.O_RDWR)
      const map = await A.mmap(fd, 0, k.PAGE, readWrite, k.MAP_SHARED)
      const pid = await A.fork('C')
      const C = await world.process('C')
      expect(C.pid).toBe(pid)
      await A.exit(3)
      expect(await failure(A.dup(fd))).toBe('KilledError: Process A was killed by SIGKILL')
      expect(await C.store(map, 0, 'ab')).toBe(2)
      expect(await C.pread(fd, 2, 0)).toEqual({ hex: '6162' })
      const cut = B.open('f', k.O_RDWR | k.O_TRUNC)
      await C.fork('D')
      expect(await (await world.process('D')).fcntl(fd, k.F_GETFL)).toBe(k.O_RDWR | 0o100000)
      expect(await cut).toBe(3)
      await expect(C.fork('B')).rejects.toThrow(
        'Cannot fork `B`: current value is a process of that name',
      )
    },
  )

  real(
    'another user is one, with CAP_LEASE only if asked',
    async ({ world }) => {
      const plain = await world.process('plain', { uid: 1000 })
      const able = await world.process('able', { uid: 1000, capLease: true })
      const unable = await world.process('unable', { capLease: false })
      const taken: string[] = []
      for (const process of [plain, able, unable]) {
        const fd = await process.open('shared', k.O_RDONLY)
        taken.push(await failure(process.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)))
      }
      const refused = 'SystemError: EACCES: fcntl on host'
      expect(taken).toEqual([refused, 'returned 0', refused])
      expect(await plain.readFile('/proc/self/status')).toContain(
        '\nUid:\t1000\t1000\t1000\t1000\n',
      )
      expect(await plain.open('mine', k.O_CREAT | k.O_RDWR, 0o666)).toBe(4)
    },
    { files: [{ name: 'shared', size: 1, mode: 0o644, owner: 2000 }] },
    ['uid'],
  )
})

describe('pages', () => {
  real(
    'buffers of anonymous memory and of private copies are pinned',
    async ({ A }) => {
      const fd = await A.open('f', k.O_RDWR)
      const copy = await A.mmap(fd, 0, k.PAGE, readWrite, k.MAP_PRIVATE)
      const buffers = await A.io_uring_register_buffers(copy, 0, k.PAGE)
      expect(await A.io_uring_unregister_buffers(buffers)).toBe(0)
      expect(await failure(A.io_uring_unregister_buffers(buffers))).toMatch('ENXIO')
      const readOnly = await A.mmap(fd, 0, k.PAGE, k.PROT_READ, k.MAP_SHARED)
      expect(await failure(A.io_uring_register_buffers(readOnly, 0, k.PAGE))).toMatch('EFAULT')
    },
    page,
    ['io_uring'],
  )

  real(
    'a pipe holds the old page while the file is cut',
    async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDWR)
      const map = await A.mmap(fd, 0, k.PAGE, readWrite, k.MAP_SHARED)
      await A.store(map, 0, 'old')
      const pipe = await A.vmsplice(map, 0, k.PAGE)
      expect(await B.truncate('f', 0)).toBe(0)
      expect(await A.drain(pipe)).toBe(k.PAGE)
      expect(await A.drain(pipe)).toBe(0)
    },
    page,
    ['vmsplice'],
  )

  real('what needs a module or a device is unsupported, with the reason', async ({ A }) => {
    const map = await A.mmap(-1, 0, k.PAGE, readWrite, k.MAP_PRIVATE | k.MAP_ANONYMOUS)
    expect(await failure(A.pin_user_pages(map, 0, k.PAGE, k.FOLL_LONGTERM))).toBe(
      'UnsupportedError: Cannot do `longpin` on host: it needs the test module, which only a guest of the `vm` targets loads',
    )
    expect(await failure(A.ibv_reg_mr(map, 0, k.PAGE))).toBe(
      'UnsupportedError: Cannot do `rdma` on host: there is no RDMA device; a guest of the `vm` targets has a soft one',
    )
  })
})

describe('worlds', () => {
  real(
    'files are there as asked',
    async ({ A }) => {
      expect(await A.stat('f')).toEqual({ size: 8192, blocks: 16, dax: false })
      expect(await failure(A.open('d', k.O_RDWR))).toMatch('EISDIR')
      expect(await A.open('d/inner', k.O_CREAT | k.O_RDWR)).toBe(3)
      expect(await A.open('p', k.O_RDWR)).toBe(4)
      expect(await A.readFile('/proc/self/fdinfo/4')).toContain('flags:')
    },
    {
      files: [
        { name: 'f', size: 8192, mode: 0o640 },
        { name: 'd', type: 'dir', mode: 0o700 },
        { name: 'p', type: 'fifo' },
      ],
    },
  )

  test.runIf(target.available)('each file system on offer is the one that is given', async () => {
    const magic: Readonly<Record<string, number>> = { ext4: 0xef53, tmpfs: 0x01021994 }
    for (const [fs, number] of Object.entries(magic)) {
      if (!target.available || !target.fs.includes(fs as k.FileSystem)) continue
      await using world = await driver.openWorld({ fs: fs as k.FileSystem })
      expect(statfsSync(world.dir).type).toBe(number)
    }
    await expect(driver.openWorld({ fs: 'xfs-dax' })).rejects.toThrow(
      'Cannot do `fs=xfs-dax` on host: no persistent memory device is used here; see the `vm` targets',
    )
  })

  real('a trace of what was done replays to the same outcomes', async ({ world, A, B }) => {
    const fd = await lease(A)
    await A.fcntl(fd, k.F_SETSIG, k.SIGRTMIN)
    const map = await B.mmap(-1, 0, k.PAGE, readWrite, k.MAP_PRIVATE | k.MAP_ANONYMOUS)
    await B.store(map, 0, { fill: 9, length: 3 })
    const cut = B.truncate('f', 0)
    await world.settle()
    expect(await A.nextSignal()).toMatchObject({ signal: 'SIGRTMIN', si_fd: fd })
    await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
    await cut
    await failure(B.load(map, k.PAGE, 1))
    await world.settle()
    const { input, output } = world.trace()
    const text = input.map((line) => `${JSON.stringify(line)}\n`).join('')
    const again: unknown[] = []
    for await (const { at: _, ...line } of replay(readTrace(text), driver)) again.push(line)
    const spawned = input.filter((line) => line['call'] === 'spawn').map((line) => line['id'])
    const outcomes = (lines: readonly object[]): object[] =>
      lines.filter((line) => !spawned.includes(Reflect.get(line, 'id')))
    expect(outcomes(again as object[])).toEqual(outcomes(output.map(({ at: _, ...line }) => line)))
  })
})
