import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { F_RDLCK, F_SETLEASE, hostTarget, O_RDONLY, O_WRONLY } from '../../../tools/driver/index.ts'
import { pageOf, runPage, statuses } from '../../run/run-page.ts'
import { driver, target } from './scene.ts'

// Worlds of several processes, some of which change a setting of the kernel. All others have its
// own value.

const run = promisify(execFile)
const fixtures = fileURLToPath(new URL('../fixtures/host/', import.meta.url))
const node = ['--import', join(fixtures, 'register.mjs')]
const tied = ['--import', join(fixtures, 'end-with-parent.mjs')]
const record = '/run/manproof-kernel-settings'
const settable = target.available && target.capabilities.includes('lease-break-time')
const shared = test.runIf(settable)
/** A value that neither kernels nor other tests have. */
const odd = 77

interface Other extends AsyncDisposable {
  readonly child: ChildProcess
  /** Read the next line of its output. */
  line(): Promise<string>
}

/** Start another process. */
function start(program: string, ...words: string[]): Other {
  const child = spawn(process.execPath, [...tied, ...node, join(fixtures, program), ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    child,
    line: async () => (await lines.next()).value ?? '',
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Start a process with an open world, which has the given value, if any. */
async function holder(...words: string[]): Promise<Other & { readonly pids: readonly number[] }> {
  const other = start('hold-world.ts', ...words)
  const { pids } = JSON.parse(await other.line()) as { pids: number[] }
  return Object.assign(other, { pids })
}

function parentOf(pid = 0): number {
  return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'ascii'))?.[1])
}

/** Find the hubs of a process among its children. */
async function hubsOf({ pid }: ChildProcess): Promise<number[]> {
  const { stdout } = await run('ps', ['-e', '-o', 'pid=,ppid=,args='])
  const rows = stdout.split('\n').map((line) => line.trim().split(/ +/))
  return rows.flatMap(([own, parent, ...args]) =>
    Number(parent) === pid && args.includes('hub') ? Number(own) : [],
  )
}

async function isOpen(world: Promise<unknown>): Promise<boolean> {
  return Promise.race([world.then(() => true), setTimeout(200, false)])
}

/** Read the kernel's own value in a world that excludes changes. */
async function ownValue(): Promise<number> {
  await using world = await driver.openWorld()
  return world.leaseBreakTime
}

shared('a world that sets nothing has the value of the kernel, also for breaks', async () => {
  const own = await ownValue()
  await using other = await holder('1')
  const opening = driver.openWorld({ files: [{ name: 'f' }] })
  expect(await isOpen(opening)).toBe(false)
  other.child.kill('SIGINT')
  await using world = await opening
  expect(world.leaseBreakTime).toBe(own)
  // A world with another value has to wait now.
  const later = driver.openWorld({ leaseBreakTime: 1 })
  const [A, B] = [await world.process('A'), await world.process('B')]
  await A.fcntl(await A.open('f', O_RDONLY), F_SETLEASE, F_RDLCK)
  const broken = B.open('f', O_WRONLY).then(() => 'broken')
  broken.catch(() => {})
  expect(await Promise.race([broken, setTimeout(1_500, 'waits')])).toBe('waits')
  expect(await A.readFile('/proc/sys/fs/lease-break-time')).toBe(`${own}\n`)
  await world[Symbol.asyncDispose]()
  await using last = await later
  expect(last.leaseBreakTime).toBe(1)
})

/**
 * Run a test with simultaneous worlds of several processes. A foreign world might queue between
 * them, so that later ones wait, too: then end all and start again.
 */
async function withoutOthers(
  act: (line: (other: Other) => Promise<string>) => Promise<void>,
): Promise<void> {
  const late = new Error('Unexpected wait, expected none')
  const line = (other: Other): Promise<string> =>
    Promise.race([other.line(), setTimeout(5_000).then(() => Promise.reject<string>(late))])
  for (;;) {
    const failure = await act(line).catch((error: unknown) => error)
    if (failure === undefined) return
    if (failure !== late) throw failure
  }
}

shared('worlds with the same value can be open at once, in one process or several', () =>
  withoutOthers(async (line) => {
    await using world = await driver.openWorld()
    await using other = start('hold-world.ts')
    expect(await line(other)).toContain('pids')
    await using another = start('hold-world.ts', String(world.leaseBreakTime))
    expect(await line(another)).toContain('pids')
    await using same = await driver.openWorld({ leaseBreakTime: world.leaseBreakTime })
    expect(same.leaseBreakTime).toBe(world.leaseBreakTime)
  }),
)

shared('a world killed with its hub blocks no other world, and leaves no setting', async () => {
  const own = await ownValue()
  await using other = await holder(String(odd))
  const opening = driver.openWorld()
  expect(await isOpen(opening)).toBe(false)
  const hub = parentOf(other.pids[0])
  expect(await hubsOf(other.child)).toEqual([hub])
  // No process of that world is left to restore the value: the next world has to.
  for (const pid of [other.child.pid ?? 0, hub]) process.kill(pid, 'SIGKILL')
  await using world = await opening
  expect(world.leaseBreakTime).toBe(own)
  expect(existsSync(record)).toBe(false)
})

shared('a world that is killed while it waits leaves the queue', async () => {
  await using other = await holder(String(odd))
  await using waiting = start('hold-world.ts')
  let hubs: number[] = []
  while (hubs.length === 0) hubs = await hubsOf(waiting.child)
  await setTimeout(200)
  await waiting[Symbol.asyncDispose]()
  for (let tries = 0; hubs.some((pid) => existsSync(`/proc/${pid}`)) && tries < 500; tries++) {
    await setTimeout(10)
  }
  expect(hubs.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
  const opening = driver.openWorld()
  await other[Symbol.asyncDispose]()
  await using _world = await opening
})

shared('endlessly overlapping worlds do not starve one that changes the value', async () => {
  const ms = 2_000
  await using first = start('stream-worlds.ts', String(ms))
  expect(await first.line()).toBe('streaming')
  await setTimeout(ms / 2)
  await using second = start('stream-worlds.ts', String(ms))
  expect(await second.line()).toBe('streaming')
  for (let each = 0; each < 2; each++) {
    await using world = await driver.openWorld({ leaseBreakTime: odd })
    expect(world.leaseBreakTime).toBe(odd)
  }
})

shared('a program with an open world gets another one before waiting programs', async () => {
  const first = await driver.openWorld()
  await using waiting = start('hold-world.ts', String(odd))
  while ((await hubsOf(waiting.child)).length === 0) await setTimeout(50)
  await setTimeout(200)
  const both = [driver.openWorld(), driver.openWorld()]
  for (const world of await Promise.all(both)) await world[Symbol.asyncDispose]()
  await first[Symbol.asyncDispose]()
  expect(await waiting.line()).toContain('pids')
})

shared('worlds that change the value in turn do not starve one that does not', async () => {
  const own = await ownValue()
  await using stream = start('stream-worlds.ts', '200', '75', '76', '77')
  expect(await stream.line()).toBe('streaming')
  for (let each = 0; each < 3; each++) expect(await ownValue()).toBe(own)
})

shared('two open worlds that change the value do so in turn', () =>
  withoutOthers(async (line) => {
    await using first = start('set-later.ts', '75')
    expect(await line(first)).toBe('open')
    await using second = start('set-later.ts', '76')
    expect(await line(second)).toBe('open')
    for (const { child } of [first, second]) child.stdin?.write('now\n')
    expect([await first.line(), await second.line()]).toEqual(['75', '76'])
  }),
)

shared('a long wait is reported with its reason', async () => {
  await using other = await holder(String(odd))
  await using waiting = start('hold-world.ts')
  const [said] = await once(createInterface(waiting.child.stderr as NodeJS.ReadableStream), 'line')
  expect(said).toBe('host: waiting for worlds with other kernel settings to end')
  other.child.kill('SIGINT')
  expect(await waiting.line()).toContain('pids')
})

shared('a wait for other worlds does not count as time of an example', async () => {
  await using other = await holder(String(odd))
  const code = `import { openWorld } from 'manproof'\nawait using world = await openWorld()\nworld.leaseBreakTime === ${odd} //=> false`
  const page = pageOf(`\`\`\`ts name=waits targets=host\n${code}\n\`\`\``)
  const timeoutMs = 1_000
  const ran = runPage(page, [hostTarget()], { timeoutMs })
  await setTimeout(4 * timeoutMs)
  other.child.kill('SIGINT')
  expect(statuses(await ran)).toEqual(['waits on host: passed'])
})

shared('a user who cannot restore the value of a dead world gets a reason', async ({ skip }) => {
  const reads = ['sh', '-c', `test -r '${fixtures}/probe.ts' && test -x '${process.execPath}'`]
  const user = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']
  const able = await run('unshare', ['--mount', ...user, ...reads]).catch(() => undefined)
  if (able === undefined) return skip('user 65534 cannot read this folder')
  // A private /run, since other worlds would restore the value.
  const script = `mount -t tmpfs none /run && echo '45 1' > ${record} && export TMPDIR=$(mktemp -d) &&
    chmod 777 $TMPDIR && XDG_CACHE_HOME=$TMPDIR HOME=$TMPDIR "$@"; rm -rf $TMPDIR`
  const program = [process.execPath, ...node, join(fixtures, 'hold-world.ts')]
  const words = ['--mount', 'sh', '-c', script, 'sh', ...user, ...program]
  const { stderr } = await run('unshare', words)
  expect(stderr).toContain(
    'UnsupportedError: Cannot use host: Cannot share /proc/sys/fs/lease-break-time: a killed world has left a value there; opening a world as root restores it',
  )
})
