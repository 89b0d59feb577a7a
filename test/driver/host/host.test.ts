import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDriver } from '../../../tools/driver/host/index.ts'
import * as k from '../../../tools/driver/index.ts'
import { readTrace, replay } from '../../../tools/driver/index.ts'
import { driver, failure, lease, page, readWrite, real, target } from './scene.ts'

describe('probing', () => {
  test.runIf(target.available)('lists the capabilities of this kernel', () => {
    expect(target).toMatchObject({ name: 'host', release: expect.stringMatching(/^\d+\.\d+/) })
    if (target.available) expect(target.capabilities).toContain('signals')
  })

  test('names the packages that a machine without a compiler needs', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'manproof-test-'))
    const answer = await openDriver({ compiler: 'no-such-cc', cache }).probe()
    expect(answer).toEqual({
      available: false,
      name: 'host',
      reason: '`no-such-cc` is not installed',
      remedy: 'apt install gcc libc6-dev',
    })
    await expect(openDriver({ compiler: 'no-such-cc', cache }).openWorld()).rejects.toThrow(
      'Cannot use host: `no-such-cc` is not installed; apt install gcc libc6-dev',
    )
    rmSync(cache, { recursive: true })
  })
})

describe('calls', () => {
  real('the first descriptor is 3, and those of the actor are inaccessible', async ({ A }) => {
    expect(await A.open('f', k.O_RDONLY)).toBe(3)
    for (const fd of [512, 513, 514, 515]) {
      expect(await failure(A.close(fd))).toBe('SystemError: EBADF: close on host')
    }
    expect(await A.open('f', k.O_RDONLY)).toBe(4)
  })

  real('a refusal is like a system error, with the stack of the caller', async ({ A }) => {
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

  real('any valid name is transmitted unchanged', async ({ A }) => {
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

  real('large data is transmitted unchanged', async ({ A }) => {
    const fd = await A.open('big', k.O_RDWR | k.O_CREAT)
    const hex = Buffer.alloc(1 << 20, 'manproof').toString('hex')
    expect(await A.pwrite(fd, { hex }, 0)).toBe(1 << 20)
    expect(await A.pread(fd, 1 << 20, 0)).toEqual({ hex })
    expect(await A.pwrite(fd, { fill: 7, length: 3 << 20 }, 1 << 20)).toBe(3 << 20)
    expect(await A.stat(fd)).toMatchObject({ size: 4 << 20, dax: false })
  })

  real('a number that is not whole gets the errno of a bad argument', async ({ A }) => {
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
  real('paths outside the world are refused', async ({ world, A }) => {
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

  real('processes outside the world are refused', async ({ A }) => {
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

describe('processes', () => {
  real(
    'a child has the descriptors and maps of its parent, and outlives it',
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
      await expect(C.fork('B')).rejects.toThrow('Cannot fork `B`: a process of that name exists')
    },
  )

  real(
    'a process can have another user, with CAP_LEASE only on request',
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
    'a pipe keeps the old page after a truncate',
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

  real('calls that need a module or a device are unsupported, with the reason', async ({ A }) => {
    const map = await A.mmap(-1, 0, k.PAGE, readWrite, k.MAP_PRIVATE | k.MAP_ANONYMOUS)
    expect(await failure(A.pin_user_pages(map, 0, k.PAGE, k.FOLL_LONGTERM))).toBe(
      'UnsupportedError: Cannot do `longpin` on host: it needs the test module, which only guests of the `vm` targets load',
    )
    expect(await failure(A.ibv_reg_mr(map, 0, k.PAGE))).toBe(
      'UnsupportedError: Cannot do `rdma` on host: there is no RDMA device; guests of the `vm` targets have a soft one',
    )
  })
})

describe('worlds', () => {
  real(
    'files are made as requested',
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

  test.runIf(target.available)('each offered filesystem is the real one', async () => {
    const magic: Readonly<Record<string, number>> = { ext4: 0xef53, tmpfs: 0x01021994 }
    for (const [fs, number] of Object.entries(magic)) {
      if (!target.available || !target.fs.includes(fs as k.FileSystem)) continue
      await using world = await driver.openWorld({ fs: fs as k.FileSystem })
      expect(statfsSync(world.dir).type).toBe(number)
    }
    await expect(driver.openWorld({ fs: 'xfs-dax' })).rejects.toThrow(
      'Cannot do `fs=xfs-dax` on host: persistent memory here is not used; see the `vm` targets',
    )
  })

  real('the trace of a world replays to the same outcomes', async ({ world, A, B }) => {
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
