import { expect, test } from 'vitest'
import type { World } from '../../../tools/driver/index.ts'
import * as k from '../../../tools/driver/index.ts'
import { nameConstants, readTrace, replay } from '../../../tools/driver/index.ts'
import { openDriver } from '../../../tools/driver/sim/index.ts'
import { outcomeOf } from '../contract/row.ts'
import { hostDriver } from '../host-driver.ts'

/** Make each of these calls once. */
async function program(world: World): Promise<void> {
  const A = await world.process('A')
  const B = await world.process('B')
  const fd = await A.open('f', k.O_RDWR | k.O_CLOEXEC)
  await A.mmap(fd, 0, k.PAGE, k.PROT_READ, k.MAP_SHARED)
  await A.sigaction('SIGUSR1', [{ call: 'close', args: [fd] }], 'restart')
  await B.open('f', k.O_RDONLY)
  const there = await A.send_fd(B, fd)
  await B.fcntl(there, k.F_SETFD, k.FD_CLOEXEC)
  await B.fcntl(there, k.F_GETFD)
  await A.fork('C')
  const C = await world.process('C')
  await C.fcntl(fd, k.F_SETLEASE, k.F_UNLCK).catch(() => {})
  await outcomeOf(C.reflink(there, fd))
  await B.execve()
  await outcomeOf(B.close(there))
  await A.close(fd)
}

const lines = (values: readonly object[]): string =>
  values.map((each) => `${JSON.stringify(each)}\n`).join('')

async function replayed(text: string, driver: k.Driver): Promise<string> {
  const found: object[] = []
  for await (const line of replay(readTrace(text), driver)) found.push(line)
  return lines(found)
}

test('send_fd, execve and fork are recorded, and replay byte for byte', async () => {
  const driver = openDriver({ profile: 'rfc-v2' })
  await using world = await driver.openWorld({ fs: 'ext4-dax', files: [{ name: 'f', size: 4096 }] })
  await program(world)
  const A = await world.process('A')
  const B = await world.process('B')
  await A.send_fd(B, k.RDMA_FD)
  await outcomeOf(A.umount())
  const { input, output } = world.trace()
  const text = lines(input.map(nameConstants))
  expect(text).toMatchInlineSnapshot(`
    "{"world":{"fs":"ext4-dax","files":[{"name":"f","size":4096}]}}
    {"id":1,"process":"A","call":"spawn","args":[]}
    {"id":2,"process":"B","call":"spawn","args":[]}
    {"id":3,"process":"A","call":"open","args":["f","O_RDWR|O_CLOEXEC"],"as":"v3"}
    {"id":4,"process":"A","call":"mmap","args":["$v3",0,4096,"PROT_READ","MAP_SHARED"],"as":"v4"}
    {"id":5,"process":"A","call":"sigaction","args":["SIGUSR1",[{"call":"close","args":["$v3"]}],"restart"]}
    {"id":6,"process":"B","call":"open","args":["f","O_RDONLY"],"as":"v6"}
    {"id":7,"process":"A","call":"send_fd","args":["B","$v3"],"as":"v7"}
    {"id":8,"process":"B","call":"fcntl","args":["$v7","F_SETFD","FD_CLOEXEC"]}
    {"id":9,"process":"B","call":"fcntl","args":["$v7","F_GETFD"]}
    {"id":10,"process":"A","call":"fork","args":["C"]}
    {"id":11,"process":"C","call":"fcntl","args":["$v3","F_SETLEASE","F_UNLCK"]}
    {"id":12,"process":"C","call":"reflink","args":[4,"$v3"]}
    {"id":13,"process":"B","call":"execve","args":[]}
    {"id":14,"process":"B","call":"close","args":["$v7"]}
    {"id":15,"process":"A","call":"close","args":["$v3"]}
    {"id":16,"process":"A","call":"send_fd","args":["B","RDMA_FD"],"as":"v16"}
    {"id":17,"process":"A","call":"umount","args":[]}
    "
  `)
  expect(await replayed(text, driver)).toBe(lines(output))
})

test('a trace of the simulator has the same outcomes on this kernel', async ({ skip }) => {
  const host = await hostDriver()
  if (typeof host === 'string') return skip(host)
  const driver = openDriver({ profile: 'linux-6.18' })
  await using world = await driver.openWorld({ fs: 'tmpfs', files: [{ name: 'f', size: 4096 }] })
  await program(world)
  const { input, output } = world.trace()
  // Process ids and times differ between kernels.
  const isMade = (call: unknown) => call === 'spawn' || call === 'fork'
  const made = input.flatMap((line) => (isMade(line['call']) ? [line['id']] : []))
  const alike = (text: string): object[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ at: _, ...line }) => (made.includes(line.id) ? { ...line, result: 'made' } : line))
  expect(made).toHaveLength(3)
  expect(alike(await replayed(lines(input), host))).toEqual(alike(lines(output)))
})

test('invalid arguments of these calls are errors at their places', () => {
  const text = `{"id": 1, "process": "A", "call": "send_fd", "args": ["N", 3]}
{"id": 2, "process": "A", "call": "sigaction", "args": ["SIGIO", "ignore", "once"]}
{"id": 3, "process": "A", "call": "execv", "args": []}
{"id": 4, "process": "A", "call": "execve", "args": ["/bin/true"]}
`
  expect(() => readTrace(text)).toThrowErrorMatchingInlineSnapshot(`
    [TraceError: 1:55: Unexpected process \`N\`, expected \`A\`
    2:76: Unexpected \`once\`, expected \`restart\`
    3:35: Unexpected call \`execv\`, expected \`execve\`
    4:53: Unexpected 1 argument of \`execve\`, expected 0]
  `)
})
