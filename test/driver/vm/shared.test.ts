import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { cacheAt } from '../../../tools/driver/vm/cache.ts'
import { prepareGuest } from '../../../tools/driver/vm/index.ts'
import { readPrepared } from '../../../tools/driver/vm/prepared.ts'
import { isSlotWanted } from '../../../tools/driver/vm/slot-queue.ts'
import type { Target } from '../../../tools/outcome/index.ts'
import { pageOf, runPage, statuses } from '../../run/run-page.ts'
import { withFolder } from './scene.ts'

// Guests of several processes and users, and in a run of the engine.

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const node = ['--import', join(fixtures, 'host', 'register.mjs')]
const opening = [...node, join(fixtures, 'vm', 'open-world.ts'), '6.12']
const cache = cacheAt()
const prepared = readPrepared(cache, '6.12')
const lack = typeof prepared === 'string' ? `${prepared}; manproof vm prepare --only 6.12` : ''
const released = { available: true, name: 'vm:6.12' }

/** Take a slot like a guest of another process. */
async function takeSlot(slot: string, { slots } = cache): Promise<() => void> {
  const holder = spawn('flock', [join(slots, slot), '-c', 'echo taken; cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  return () => holder.stdin.end()
}

test('a wait for other guests to end is reported', { timeout: 120_000 }, async ({ skip }) => {
  if (lack) return skip(lack)
  await mkdir(cache.slots, { recursive: true })
  const release = await Promise.all(['0', '1'].map((slot) => takeSlot(slot)))
  const child = spawn(process.execPath, opening, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [said] = await once(createInterface(child.stderr), 'line')
  expect(said).toBe('vm:6.12: waiting for a free guest slot')
  for (const end of release) end()
  const [outcome] = await once(createInterface(child.stdout), 'line')
  expect(JSON.parse(outcome)).toMatchObject({ dax: true, target: released })
})

test('a short wait for a slot is not reported, and the process ends with its work', {
  timeout: 120_000,
}, async ({ skip }) => {
  if (lack) return skip(lack)
  await withFolder(async (folder) => {
    // Slots that no other process uses.
    const own = cacheAt(join(folder, 'vm'))
    await mkdir(own.slots, { recursive: true })
    for (const part of ['guests', 'targets'] as const) await symlink(cache[part], own[part])
    const release = await Promise.all(['0', '1'].map((slot) => takeSlot(slot, own)))
    const ran = run(process.execPath, [...opening, own.root], { timeout: 60_000 })
    while (!isSlotWanted(own)) await setTimeout(50)
    for (const end of release) end()
    const { stdout, stderr } = await ran
    expect(JSON.parse(stdout)).toMatchObject({ dax: true, target: released })
    expect(stderr).toBe('')
  })
})

test('another user can have guests in another cache', { timeout: 120_000 }, async ({ skip }) => {
  if (typeof prepared === 'string') return skip(lack)
  if (!isRoot) return skip('only root can become another')
  const words = ['--reuid', '65534', '--regid', '65534', '--clear-groups']
  const reads = run('setpriv', [
    ...words,
    'sh',
    '-c',
    `test -r '${fixtures}' && '${process.execPath}' -v`,
  ])
  if ((await reads.catch(() => undefined)) === undefined) return skip('user 65534 cannot run Node')
  await withFolder(async (folder) => {
    await chmod(folder, 0o755)
    const own = cacheAt(join(folder, 'vm'))
    await cp(cache.targets, own.targets, { recursive: true })
    const guest = join(own.guests, prepared.folder)
    await mkdir(own.guests, { recursive: true })
    await run('cp', ['-r', '--sparse=always', join(cache.guests, prepared.folder), guest])
    await run('chown', ['-R', '65534:65534', folder])
    const ran = await run('setpriv', [...words, process.execPath, ...opening, own.root])
    expect(JSON.parse(ran.stdout)).toMatchObject({ dax: true, target: released })
    // The guests of root are refused.
    const foreign = await run('setpriv', [...words, process.execPath, ...opening, cache.root])
    expect(JSON.parse(foreign.stdout).error).toMatch(
      /^(?:Error: Cannot start a guest: |UnsupportedError: Cannot use vm:6.12: )/,
    )
  })
})

test('a prepared guest is usable in a read-only cache', async ({ skip }) => {
  if (typeof prepared === 'string') return skip(lack)
  if (!isRoot) return skip('only root can mount')
  await withFolder(async (folder) => {
    const mounted = await run('mount', ['--bind', cache.root, folder])
      .then(() => run('mount', ['-o', 'remount,bind,ro', folder]))
      .catch((error: Error) => error)
    if (mounted instanceof Error) return skip(mounted.message)
    const said: string[] = []
    try {
      const say = (what: string): void => void said.push(what)
      expect(await prepareGuest({ line: '6.12', cache: folder, say })).toEqual(prepared)
    } finally {
      await run('umount', [folder])
    }
    expect(said.at(-1)).toBe(`cannot check for a newer one: \`${folder}\` cannot be written, EROFS`)
  })
})

test('a panic is blamed on its example, and the next one gets a new guest', {
  timeout: 180_000,
}, async ({ skip }) => {
  if (lack) return skip(lack)
  const module = new URL('../fixtures/vm/fragile-target.ts', import.meta.url).href
  const target: Target = { name: 'vm:6.12', selectors: ['vm'], module, options: { kernel: '6.12' } }
  const open = "import { openWorld } from 'manproof'\nconst world = await openWorld()\n"
  const fence = (name: string, code: string): string =>
    `\`\`\`ts name=${name}\n${open}${code}\n\`\`\`\n`
  const body = [
    fence('before', "const A = await world.process('A')\nawait A.readFile('/proc/version')"),
    fence('guilty', "const A = await world.process('A')\nawait world.panic()\nawait A.dup(0)"),
    fence('after', "const A = await world.process('A')\nawait A.dup(0) //=> 3"),
  ].join('\n')
  const page = await runPage(pageOf(body), [target], { timeoutMs: 60_000 })
  expect(statuses(page)).toEqual([
    'before on vm:6.12: passed',
    'guilty on vm:6.12: failed',
    'after on vm:6.12: passed',
  ])
  expect(page.messages).toMatch(
    /^docs\/page\.7\.md:21:\d+: error: Unexpected `Error: Cannot .*its kernel panicked: .*` on vm:6\.12, expected success \[example-failed\]\n$/,
  )
})
