import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { enterWorld } from '../../../tools/driver/host/index.ts'
import { localKernel } from '../../../tools/driver/host/kernel-setting.ts'
import type { TargetInfo, World } from '../../../tools/driver/index.ts'
import * as k from '../../../tools/driver/index.ts'
import { type Guest, openGuest } from '../../../tools/driver/vm/guest.ts'
import type { Machine } from '../../../tools/driver/vm/start-machine.ts'

// The program of a guest, compiled for this machine with sanitizers, with a terminal as its port.
// Calls that need a device of the guest (RDMA, the test module, a slow disk) fail here.

const run = promisify(execFile)
const place = mkdtempSync(join(tmpdir(), 'manproof-test-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))
const target: TargetInfo = {
  available: true,
  name: 'port',
  release: '',
  capabilities: [],
  fs: [],
}

async function compile(): Promise<string | undefined> {
  const program = join(place, 'guest')
  const sources = ['host/actor', 'vm/guest'].flatMap((folder) => {
    const path = fileURLToPath(new URL(`../../../tools/driver/${folder}/`, import.meta.url))
    const names = readdirSync(path).filter((name) => name.endsWith('.c'))
    return names
      .filter((name) => name !== 'main.c' || folder === 'vm/guest')
      .map((name) => join(path, name))
  })
  const flags = ['-std=gnu17', '-g', '-O1', '-pthread', '-fno-sanitize-recover=all']
  const made = run('cc', [...flags, '-fsanitize=address,undefined', '-o', program, ...sources])
  return made.then(
    () => program,
    () => undefined,
  )
}

/** Start the program with a terminal as its port. */
function startOn(program: string): Machine {
  const child = spawn('script', ['-qfec', `exec ${program} serve /dev/tty`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ASAN_OPTIONS: `detect_leaks=0:log_path=${place}/complaint` },
  })
  const port = Duplex.from({ readable: child.stdout, writable: child.stdin })
  port.on('error', () => {})
  return {
    port: port as unknown as Socket,
    monitor: port as unknown as Socket,
    console: () => '',
    ended: once(child, 'exit').then(() => 'it was ended'),
    kill: () => void child.kill('SIGKILL'),
    hold: () => {},
  }
}

async function openWorld(guest: Guest): Promise<World> {
  const transport = guest.openWorld(place)
  const options = { files: [{ name: 'f', size: 4 * k.PAGE }] }
  return enterWorld({ target, transport, kernel: localKernel, fs: undefined, options })
}

async function useWorld(world: World): Promise<void> {
  const A = await world.process('A')
  const B = await world.process('B')
  const fd = await A.open('f', k.O_RDWR)
  const map = await A.mmap(fd, 0, 4 * k.PAGE, k.PROT_READ | k.PROT_WRITE, k.MAP_SHARED)
  // Exceed the capacity of a pipe in both directions.
  await A.pwrite(fd, { hex: '5a'.repeat(3 * k.PAGE) }, 0)
  const many = Array.from({ length: 200 }, (_, index) => A.pread(fd, k.PAGE, index))
  const read = (await Promise.all(many)).map((bytes) => JSON.stringify(bytes))
  expect(new Set(read).size).toBe(1)
  await expect(A.pin_user_pages(map, 0, k.PAGE, k.FOLL_WRITE)).rejects.toThrow()
  await expect(A.unpin_user_pages({ pin: 9 })).rejects.toThrow()
  await A.fcntl(await A.open('f', k.O_RDONLY), k.F_SETLEASE, k.F_RDLCK).catch(() => {})
  const blocked = B.truncate('f', 0).catch(() => {})
  await world.settle()
  await B.kill(A, 'SIGKILL')
  await blocked
}

const hostile = [
  '',
  ' ',
  'x',
  '1',
  '1 ',
  '0',
  '0 + /',
  '-1 + /',
  '63 -',
  '63 nonsense',
  '64 + /',
  '99999999999999999999 + /',
  '62 +',
  '62 + ',
  '62 + /nonexistent',
  `61 + ${'/deep'.repeat(5_000)}`,
  '1 + /second',
  '1 \0\0',
  `1 ${'x'.repeat(100_000)}`,
  '1 0 99 setting x00 x 1',
  '1 0 98 share',
  '1 7 97 open x',
]

test('the program of a guest is clean under sanitizers for any input', async ({ skip }) => {
  const hasTerminal = await run('script', ['--version']).catch(() => undefined)
  if (!hasTerminal) return skip('`script` is not installed; apt install bsdutils')
  const program = await compile()
  if (program === undefined)
    return skip('`cc` has no sanitizers; apt install gcc libasan8 libubsan1')
  await mkdir(join(place, 'manproof-none'), { recursive: true })
  const machine = startOn(program)
  const guest = openGuest(machine, () => {})
  await guest.greet()
  try {
    const worlds = await Promise.all([1, 2, 3].map(() => openWorld(guest)))
    for (const line of hostile) machine.port.write(`${line}\n`, 'latin1')
    await Promise.all(worlds.map(useWorld))
    await Promise.all(worlds.map((world) => world[Symbol.asyncDispose]()))
    expect(guest.count()).toBe(0)
  } finally {
    await guest.close()
    const complaints = readdirSync(place).filter((name) => name.startsWith('complaint'))
    expect(complaints.map((name) => readFileSync(join(place, name), 'utf8'))).toEqual([])
  }
}, 120_000)
