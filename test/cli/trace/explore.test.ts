import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolder, root, runCli } from '../run-cli.ts'

const world = '{"world":{"fs":"ext4-dax","files":[{"name":"f","size":16384}]}}'
const holder = [
  '{"id":1,"process":"A","call":"open","args":["f","O_RDWR"],"as":"a"}',
  '{"id":2,"process":"A","call":"mmap","args":["$a",0,16384,"PROT_READ|PROT_WRITE","MAP_SHARED"],"as":"m"}',
  '{"id":3,"process":"A","call":"fcntl","args":["$a","F_SETLEASE","F_LAYOUT"]}',
  '{"id":4,"process":"B","call":"open","args":["f","O_RDWR"],"as":"b"}',
]
const cut = '{"id":5,"process":"B","call":"ftruncate","args":["$b",0],"async":true}'
const release = '{"id":6,"process":"A","call":"fcntl","args":["$a","F_SETLEASE","F_UNLCK"]}'
const trace = [world, ...holder, cut, release, ''].join('\n')

test('`explore` prints the possible outcomes of each call, and the shortest other order', async () => {
  using folder = openFolder({ 'break.jsonl': trace })
  const { code, stdout, stderr } = await runCli(folder.path, 'explore', 'break.jsonl')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe(`break.jsonl on sim:rfc-v1
complete: 9 states, 10 edges, 2 terminal states, 3 deep
setup: 4 calls, up to call 4

OUTCOMES
CALL  PROCESS  DOES       AS WRITTEN      ALSO
5     B        ftruncate  blocks, then 0  0 | after 45 s: 0
6     A        fcntl      0               EAGAIN

Call 5, \`ftruncate\`: not \`blocks, then 0\` but \`0\`, shortest:
${[world, ...holder, release, cut].join('\n')}

A                                                     B
+ open("f", O_RDWR) = 3                               |
+ mmap(3, 0, 16384, PROT_READ|PROT_WRITE, MAP_SHARED) |
|   = map 1                                           |
+ fcntl(3, F_SETLEASE, F_LAYOUT) = 0                  |
|                                                     + open("f", O_RDWR) = 3
+ fcntl(3, F_SETLEASE, F_UNLCK) = 0                   |
|                                                     + ftruncate(3, 0) = 0
|                                                     |

Call 6, \`fcntl\`: not \`0\` but \`EAGAIN\`, shortest:
${[world, ...holder, cut, '{"id":"advance 5","call":"advance","args":[45]}', release].join('\n')}

A                                                     B
+ open("f", O_RDWR) = 3                               |
+ mmap(3, 0, 16384, PROT_READ|PROT_WRITE, MAP_SHARED) |
|   = map 1                                           |
+ fcntl(3, F_SETLEASE, F_LAYOUT) = 0                  |
|                                                     + open("f", O_RDWR) = 3
|                                                     + ftruncate(3, 0) ...
|<---------------------- SIGIO -----------------------#
=================================== 45 s ====================================
|                                                     #
|                                                     + ftruncate() = 0
+ fcntl(3, F_SETLEASE, F_UNLCK) = EAGAIN              |
|                                                     |

No invariant is broken.
`)
})

test('`explore --json` prints data, and whether the search was bounded', async () => {
  using folder = openFolder({ 'break.jsonl': trace })
  const args = ['explore', 'break.jsonl', '--json', '--from', '1', '--max-states', '5']
  const { code, stdout } = await runCli(folder.path, ...args, '--target', 'sim:rfc-v2')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    name: 'break.jsonl',
    target: 'sim:rfc-v2',
    extent: 'bounded',
    states: 5,
    setUp: [],
  })
})

const page = `---
date: 2026-11-22
---

# orders(7) -- what depends on the order

## DESCRIPTION

\`\`\`ts name=orders fs=ext4
import { F_RDLCK, F_SETLEASE, F_UNLCK, O_RDONLY, O_WRONLY, openWorld } from 'manproof'
await using world = await openWorld({ files: [{ name: 'f', size: 1 }] })
const app = await world.process('app')
const other = await world.process('other')
const fd = await app.open('f', O_RDONLY)
// ---cut---
await app.fcntl(fd, F_SETLEASE, F_RDLCK)  //=> 0
const opened = other.open('f', O_WRONLY)  //=> blocks
await app.fcntl(fd, F_SETLEASE, F_UNLCK)  //=> EBADF
await app.close(fd)                       //=> 0
const still = opened                      //=> 3
await still                               //=> 3
\`\`\`
`

test('`explore` judges each claim of an example in every order', async () => {
  using folder = openFolder({ 'docs/orders.7.md': page })
  const args = ['explore', 'orders#orders', '--target', 'sim:linux-6.18', '--trace', 'shown.jsonl']
  const { code, stdout } = await runCli(folder.path, ...args, '--json')
  expect(code).toBe(1)
  const { extent, claims } = JSON.parse(stdout) as { extent: string; claims: Judged[] }
  expect(extent).toBe('complete')
  const open = ['3', 'blocks, then 3', 'after 45 s: 3']
  expect(
    claims.map(({ line, column, claim, holds, outcomes }) => [
      `${line}:${column} ${claim} ${holds}`,
      [...outcomes].sort(),
    ]),
  ).toEqual([
    ['16:43 0 always', ['0']],
    ['17:43 blocks sometimes', [...open].sort()],
    ['18:43 EBADF never', ['0', 'EAGAIN']],
    ['19:43 0 always', ['0']],
    ['20:43 3 sometimes', [...open].sort()],
    ['21:43 3 sometimes', [...open].sort()],
  ])
  const calls = claims.map(({ counterexample }) =>
    counterexample?.trace?.map(({ call, args: given }) => [call, ...(given ?? [])].join(' ')),
  )
  const start = [' ', 'spawn', 'spawn', 'open f O_RDONLY', 'fcntl $v3 F_SETLEASE F_RDLCK'].slice(1)
  expect(calls.map((each) => each?.filter((call) => call !== '').slice(start.length))).toEqual([
    undefined,
    // The shortest way is to release the lease before the other process opens the file.
    ['fcntl $v3 F_SETLEASE F_UNLCK', 'open f O_WRONLY'],
    ['fcntl $v3 F_SETLEASE F_UNLCK'],
    undefined,
    ['open f O_WRONLY', 'fcntl $v3 F_SETLEASE F_UNLCK'],
    ['open f O_WRONLY', 'advance 45'],
  ])
  const replayed = await runCli(folder.path, 'replay', 'shown.jsonl', '--target', 'sim:linux-6.18')
  expect(replayed.stdout).not.toContain('blocked')
})

test('`explore` prints whether each claim holds, with the shortest counterexample', async () => {
  using folder = openFolder({ 'docs/orders.7.md': page })
  const { stdout } = await runCli(folder.path, 'explore', 'orders', '--target', 'sim:linux-6.18')
  const table = stdout.slice(
    stdout.indexOf('CLAIMS'),
    stdout.indexOf('\n\n', stdout.indexOf('CLAIMS')),
  )
  expect(table).toMatchInlineSnapshot(`
    "CLAIMS
    PLACE                   CLAIM   CALL  HOLDS      CAN BE
    docs/orders.7.md:16:43  0       4     always     0
    docs/orders.7.md:17:43  blocks  5     sometimes  3 | blocks, then 3 | after 45 s: 3
    docs/orders.7.md:18:43  EBADF   6     never      0 | EAGAIN
    docs/orders.7.md:19:43  0       7     always     0
    docs/orders.7.md:20:43  3       5     sometimes  3 | blocks, then 3 | after 45 s: 3
    docs/orders.7.md:21:43  3       5     sometimes  3 | blocks, then 3 | after 45 s: 3"
  `)
  expect(stdout).toContain(
    'docs/orders.7.md:18:43: `EBADF` never holds: call 6 can be `0`, shortest:\n',
  )
})

interface Judged {
  readonly line: number
  readonly column: number
  readonly claim: string
  readonly holds: string
  readonly outcomes: readonly string[]
  readonly counterexample?: {
    readonly trace?: readonly { readonly call?: string; readonly args?: readonly unknown[] }[]
  }
}

test('`explore` runs an example to get its calls', async () => {
  const { stdout } = await runCli(root, 'explore', 'F_LAYOUT#unmapped-file', '--json')
  const { name, extent, findings } = JSON.parse(stdout) as Record<string, unknown>
  expect([name, extent]).toEqual(['docs/F_LAYOUT.2const.md#unmapped-file', 'complete'])
  expect(findings).toContainEqual(
    expect.objectContaining({ invariant: 'pinned-page-kept', row: 'C27' }),
  )
})

test('`explore --recorded` judges an output, and names the first line that is not allowed', async () => {
  using folder = openFolder({ 'break.jsonl': trace })
  const { stdout: seen } = await runCli(folder.path, 'replay', 'break.jsonl')
  folder.write({
    'seen.jsonl': seen,
    'wrong.jsonl': seen.replace(
      '"result":0,"at":0}\n{"id":5,"result":0',
      '"result":0,"at":0}\n{"id":5,"errno":"ETXTBSY"',
    ),
  })
  const check = ['explore', 'break.jsonl', '--recorded']
  expect(await runCli(folder.path, ...check, 'seen.jsonl', '--numbers', 'exact')).toEqual({
    code: 0,
    stdout: 'seen.jsonl: allowed by sim:rfc-v1\n',
    stderr: '',
  })
  expect(await runCli(folder.path, ...check, 'wrong.jsonl')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'wrong.jsonl:8:1: error: Unexpected `{"id":5,"errno":"ETXTBSY","at":0}`, expected `{"id":5,"result":0,"at":0}`\n',
  })
})

test.each([
  [['explore'], 'Missing example or trace'],
  [['explore', 'no.jsonl'], undefined],
  [
    ['explore', 'break.jsonl', '--target', 'host'],
    'Unexpected target `host`, expected `sim:rfc-v1`, ',
  ],
  [['explore', 'break.jsonl', '--from', '9'], 'Unexpected call `9`, expected the id of a call'],
  [
    ['explore', 'break.jsonl', '--max-states', '-1'],
    'Unexpected value `-1` of `--max-states`, expected a whole number above 0',
  ],
  [['explore', 'bad.jsonl'], 'bad.jsonl:1:1: error: Missing `call`'],
])('`manproof %j` is refused', async (args, reason) => {
  using folder = openFolder({ 'break.jsonl': trace, 'bad.jsonl': '{"id":1}\n' })
  const { code, stdout, stderr } = await runCli(folder.path, ...args)
  expect({ code, stdout }).toEqual({ code: reason === undefined ? 3 : 2, stdout: '' })
  expect(stderr).toContain(reason ?? 'Cannot read `no.jsonl`')
})

test('`explore --trace` does not replace a file', async () => {
  using folder = openFolder({ 'docs/orders.7.md': page, 'mine.jsonl': 'mine' })
  const { code, stderr } = await runCli(
    folder.path,
    ...['explore', 'orders#orders', '--target', 'sim:linux-6.18', '--trace', 'mine.jsonl'],
  )
  expect(code).toBe(2)
  expect(stderr).toContain('Cannot write `mine.jsonl`: it exists; remove it, or name another file')
  expect(readFileSync(join(folder.path, 'mine.jsonl'), 'utf8')).toBe('mine')
})
