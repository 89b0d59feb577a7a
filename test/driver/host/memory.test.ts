import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { callNames } from '../../../tools/driver/call-shapes.ts'
import { openDriver } from '../../../tools/driver/host/index.ts'
import type { Process } from '../../../tools/driver/index.ts'
import * as k from '../../../tools/driver/index.ts'

// The C of the actor under tools that find faults which outcomes do not show.

const place = mkdtempSync(join(tmpdir(), 'manproof-test-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))
const readWrite = k.PROT_READ | k.PROT_WRITE

/** Write a program that runs `line` in a shell. */
function wrapper(name: string, line: string): string {
  const path = join(place, name)
  writeFileSync(path, `#!/bin/sh\n${line}\n`)
  chmodSync(path, 0o755)
  return path
}

// Compile `OUT.real`, and make `OUT` a script that runs it under valgrind, which cannot replace
// functions of the C library in a static program.
const valgrindCompiler = `
case "$*" in *-static*) exit 1;; esac
for word; do [ "$before" = -o ] && out=$word; before=$word; done
cc -g "$@" && mv "$out" "$out.real" &&
printf '#!/bin/sh\\nexec valgrind -q --log-file=${place}/valgrind.%%p.log %s "$@"\\n' \\
  "$out.real" > "$out" && chmod +x "$out"`

async function quietly(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof k.SystemError || error instanceof k.UnsupportedError)) throw error
  })
}

async function useAll(A: Process, B: Process, settle: () => Promise<void>): Promise<void> {
  const fd = await A.open('f', k.O_RDWR | k.O_CREAT)
  await A.pwrite(fd, { fill: 3, length: 3 * k.PAGE + 1 }, 0)
  await A.pwrite(fd, { hex: 'ff00' }, 7)
  await A.pwrite(fd, '', 0)
  await A.pread(fd, 100_000, 0)
  const map = await A.mmap(fd, 0, 5 * k.PAGE, readWrite, k.MAP_SHARED)
  await A.load(map, 1, 2 * k.PAGE)
  await A.store(map, 0, { fill: 9, length: k.PAGE })
  await quietly(A.load(map, 4 * k.PAGE, k.PAGE))
  await quietly(A.load(map, -1, 1))
  await quietly(A.store({ map: 99 }, 0, 'x'))
  await quietly(A.io_uring_register_buffers(map, 0, k.PAGE))
  await quietly(A.io_uring_unregister_buffers({ buffers: 5 }))
  await A.drain(await A.vmsplice(map, 0, 2 * k.PAGE))
  await A.mprotect(map, k.PROT_READ)
  await A.munmap(map)
  await A.munmap(map)
  await A.stat('f')
  await A.readFile('/proc/self/maps')
  await A.rename('f', 'g')
  const held = await B.open('g', k.O_RDONLY)
  await A.close(fd)
  await B.fcntl(held, k.F_SETLEASE, k.F_RDLCK)
  await B.sigaction('SIGIO', [
    { call: 'pread', args: [held, 10, 0] },
    { call: 'fcntl', args: [held, k.F_SETLEASE, k.F_UNLCK] },
  ])
  const cuts = [A.truncate('g', 5), A.truncate('g', 3)]
  await settle()
  await Promise.all(cuts)
}

/** Make the calls that `useAll` omits: those that change a name, a process or signals. */
async function useRest(A: Process, D: Process, without: readonly string[]): Promise<void> {
  const fd = await A.dup(await A.open('h', k.O_RDWR | k.O_CREAT))
  await A.fsync(fd)
  await A.ftruncate(fd, 3 * k.PAGE)
  await quietly(A.fallocate(fd, 0, 0, k.PAGE))
  await quietly(A.reflink(fd, fd))
  await A.chmod('h', 0o640)
  await A.chown('h', process.getuid?.() ?? 0, process.getgid?.() ?? 0)
  await A.stat(fd)
  await A.sigprocmask('block', 'SIGUSR1')
  await A.nextSignal()
  await D.pread(await A.send_fd(D, fd), 10, 0)
  await A.unlink('h')
  if (!without.includes('execve')) await D.execve()
  await D.dup(0)
  await quietly(D.exit(0))
}

/** Names in the table of calls of the actor. */
const table: readonly string[] = [
  ...readFileSync(
    new URL('../../../tools/driver/host/actor/calls.c', import.meta.url),
    'utf8',
  ).matchAll(/^ {4}\{"(\w+)", "[npfd]*", call_\w+\},$/gm),
].map(([, name = '']) => name)

async function exercise(
  compiler: string,
  name: string,
  without: readonly string[] = [],
): Promise<void> {
  const driver = openDriver({ compiler, cache: join(place, name) })
  expect(await driver.probe()).toMatchObject({ available: true })
  await using world = await driver.openWorld({ files: [{ name: 'd', type: 'dir', mode: 0o700 }] })
  const A = await world.process('A')
  const B = await world.process('B')
  await useAll(A, B, () => world.settle())
  await A.fork('C')
  await useAll(await world.process('C'), A, () => world.settle())
  await useRest(A, await world.process('D'), without)
  await B.kill(A, 'SIGTERM')
  await world.settle()
  expect(world.trace().output.filter((line) => 'killed' in line)).toMatchObject([
    { killed: 'SIGTERM', process: 'A' },
  ])
  const made = new Set(world.trace().input.map(({ call }) => call))
  expect(table.filter((name) => name !== 'fstat' && !made.has(name))).toEqual(without)
}

function has(command: string, words: readonly string[]): boolean {
  try {
    execFileSync(command, words, { stdio: 'ignore', cwd: place })
    return true
  } catch {
    return false
  }
}

const sanitize = '-g -fsanitize=address,undefined -fno-sanitize-recover=all'
writeFileSync(join(place, 'empty.c'), 'int main(void) { return 0; }\n')
const sanitizers = has('cc', [...sanitize.split(' '), '-o', 'empty', 'empty.c'])
const valgrind = has('valgrind', ['--version']) && has('cc', ['--version'])

describe('the actor program', () => {
  test('is clean under address and undefined-behaviour sanitizers', async ({ skip }) => {
    if (!sanitizers) return skip('`cc` has no sanitizers; apt install gcc libasan8 libubsan1')
    await exercise(wrapper('sanitizing-cc', `exec cc ${sanitize} "$@"`), 'sanitized')
  }, 120_000)

  test('is clean under valgrind', async ({ skip }) => {
    if (!valgrind) return skip('valgrind is not installed; apt install valgrind')
    // Under valgrind the actor cannot run itself again.
    await exercise(wrapper('valgrind-cc', valgrindCompiler), 'valgrind', ['execve'])
    // Warnings about unknown ioctls are not findings.
    const complaints = execFileSync(
      'sh',
      [
        '-c',
        'grep -hvE "unhandled ioctl|spurious value errors|README_MISSING" valgrind.*.log || true',
      ],
      { cwd: place },
    )
    expect(complaints.toString()).toBe('')
  }, 120_000)
})

test('the actor and the port have the same calls', () => {
  const special = [
    'nextSignal',
    'ibv_reg_mr',
    'ibv_dereg_mr',
    'pin_user_pages',
    'unpin_user_pages',
    'umount',
    'writeDirect',
  ]
  expect([...table.filter((name) => name !== 'fstat'), ...special].sort()).toEqual(
    [...callNames].sort(),
  )
})
