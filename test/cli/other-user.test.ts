import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProgram } from '../../tools/driver/vm/run-program.ts'
import { bin, type Ended, endOf, type Folder, openFolder } from './run-cli.ts'

// For an ordinary user, everything that needs no root works; the rest fails with a reason.

const nobody = { uid: 65534, gid: 65534 }
const canRun = spawnSync(process.execPath, [bin, '--version'], { ...nobody, cwd: '/' }).status === 0
const lack = canRun ? '' : 'only root can become another user, who must be able to read the tool'

/** Make a folder of which the user owns `own`, but not `other`. */
function openHome(): Folder {
  const folder = openFolder({})
  chmodSync(folder.path, 0o755)
  for (const name of ['own', 'other']) mkdirSync(join(folder.path, name), { mode: 0o700 })
  chownSync(join(folder.path, 'own'), nobody.uid, nobody.gid)
  return folder
}

function runAs(cache: string, args: readonly string[], stdin = ''): Promise<Ended> {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent', XDG_CACHE_HOME: cache }
  return endOf(spawn(process.execPath, [bin, ...args], { ...nobody, cwd: '/', env }), stdin)
}

test('guests of another user are reported as such', async ({ skip }) => {
  if (lack) return skip(lack)
  using home = openHome()
  const cache = join(home.path, 'other')
  mkdirSync(join(cache, 'manproof', 'vm', 'downloads'), { recursive: true })
  const vm = join(cache, 'manproof', 'vm')
  expect((await runAs(cache, ['vm', 'status'])).stdout).toBe(
    `${vm}: 0 MB\n${['6.1', '6.12', 'newest']
      .map((line) => `  no    vm:${line}: cannot read \`${vm}/targets/${line}.json\`: EACCES\n`)
      .join('')}`,
  )
  expect(await runAs(cache, ['vm', 'clean'])).toEqual({
    code: 3,
    stdout: '',
    stderr: 'manproof: error: Cannot remove the guests: `EACCES` (permission denied)\n',
  })
  const { code, stderr } = await runAs(cache, ['vm', 'prepare', '--only', '6.12'])
  expect(code).toBe(3)
  expect(stderr).toMatch(/^manproof: error: vm:6\.12: Cannot (?:write to `.*`: EACCES|find `.*)\n$/)
})

test('leases work on the kernel of this machine, settings do not', async ({ skip }) => {
  if (lack) return skip(lack)
  using home = openHome()
  const cache = join(home.path, 'own')
  const doctor = await runAs(cache, ['doctor', '--json'])
  const { targets } = JSON.parse(doctor.stdout)
  const host = targets.find(({ name }: { name: string }) => name === 'host')
  if (!host.available) return skip(host.reason)
  expect(host.capabilities).toContain('leases')
  for (const lacks of ['root', 'uid', 'lease-break-time']) {
    expect(host.capabilities).not.toContain(lacks)
  }
  const replay = (world: object): Promise<Ended> =>
    runAs(
      cache,
      ['replay', '--target', 'host', '-'],
      [
        { world: { files: [{ name: 'f' }], ...world } },
        { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'fd' },
        { id: 2, process: 'A', call: 'fcntl', args: ['$fd', 'F_SETLEASE', 'F_RDLCK'] },
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    )
  expect(await replay({})).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/"id":2,"result":0,/),
    stderr: '',
  })
  expect(await replay({ leaseBreakTime: 1 })).toEqual({
    code: 3,
    stdout: '',
    stderr:
      'manproof: error: Cannot do `lease-break-time` on host: only root can change /proc/sys/fs/lease-break-time\n',
  })
})

test('programs are found in the folders of root, whatever PATH is', async () => {
  const path = process.env['PATH']
  process.env['PATH'] = '/usr/bin:/bin'
  try {
    expect(String(await runProgram('ldconfig', ['--version']))).toMatch(/^ldconfig /)
  } finally {
    process.env['PATH'] = path
  }
})
