import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { sequenceChart, sequenceText } from '../../tools/chart/index.ts'
import { handled, lives, pinned, self, traceOf } from './traces.ts'

async function draw(...given: Parameters<typeof traceOf>): Promise<string> {
  return `\n${sequenceText(sequenceChart(await traceOf(...given)))}`
}

test('a break is drawn with its signal, its wait and its end', async () => {
  expect(await draw(pinned)).toMatchInlineSnapshot(`
    "
    A                                                     B
    + open("f", O_RDWR) = 3                               |
    + fcntl(3, F_SETLEASE, F_LAYOUT) = 0                  |
    + mmap(3, 0, 65536, PROT_READ|PROT_WRITE, MAP_SHARED) |
    |   = map 1                                           |
    + ibv_reg_mr(map 1, 0, 65536, IBV_ACCESS_LOCAL_WRITE) |
    |   = mr 1                                            |
    |                                                     + open("f", O_RDWR) = 3
    |                                                     + ftruncate(3, 0) ...
    |<---------------------- SIGIO -----------------------#
    + nextSignal() = SIGIO                                #
    =================================== 45 s ====================================
    |                                                     #
    |                                                     + ftruncate() = ETXTBSY
    |                                                     |
    "
  `)
})

test('the same calls give another chart on another profile', async () => {
  expect(await draw(pinned, 'sim:rfc-v2')).toMatchInlineSnapshot(`
    "
    A                                                     B
    + open("f", O_RDWR) = 3                               |
    + fcntl(3, F_SETLEASE, F_LAYOUT) = 0                  |
    + mmap(3, 0, 65536, PROT_READ|PROT_WRITE, MAP_SHARED) |
    |   = map 1                                           |
    + ibv_reg_mr(map 1, 0, 65536, IBV_ACCESS_LOCAL_WRITE) |
    |   = EPERM                                           |
    |                                                     + open("f", O_RDWR) = 3
    |                                                     + ftruncate(3, 0) ...
    |<---------------------- SIGIO -----------------------#
    + nextSignal() = SIGIO                                #
    =================================== 45 s ====================================
    |                                                     #
    |                                                     + ftruncate() = 0
    |                                                     |
    "
  `)
})

test('the lane of a child starts at the fork, and lanes end with their process', async () => {
  expect(await draw(lives)).toMatchInlineSnapshot(`
    "
    A                          C
    + open("f", O_RDONLY) = 3  |
    + fork("D") = 1002         |
    |                          |                          D
    |                          + starts with uid 1000     |
    |                          + truncate("f", 0)         |
    |                          |   = EACCES               |
    ============================= leaseBreakTime 10 =============================
    |                          |                          |
    |                          |                          + pread(3, 2, 0) = 0000
    + sigaction(SIGIO,         |                          |
    |   default) = 0           |                          |
    |                          + exit()                   |
    |                                                     + kill("A", SIGIO) = 0
    X killed by SIGIO                                     |
    + stat("f") killed by                                 |
        SIGIO                                             |
                                                          |
    "
  `)
})

test('a signal from a process to itself has no arrow, and death ends a wait', async () => {
  expect(await draw(self)).toMatchInlineSnapshot(`
    "
    A                                   B
    + open("f", O_RDONLY) = 3           |
    + fcntl(3, F_SETLEASE, F_RDLCK) = 0 |
    + truncate("f", 0) ...              |
    * SIGIO                             |
    #                                   + kill("A", SIGKILL) = 0
    X killed by SIGKILL                 |
                                        |
    "
  `)
})

test('variables are shown by their values, -1 if the call failed', async () => {
  expect(await draw(handled)).toMatchInlineSnapshot(`
    "
    A
    + open("f", O_RDWR) = 3
    + mmap(3, 0, 65536, PROT_READ|
    |   PROT_WRITE, MAP_SHARED) = map 1
    + ibv_reg_mr(map 1, 0, 65536,
    |   IBV_ACCESS_LOCAL_WRITE) = EPERM
    + fcntl(3, F_SETLEASE, F_LAYOUT) = 0
    + ibv_reg_mr(map 1, 0, 65536,
    |   IBV_ACCESS_LOCAL_WRITE) = mr 1
    + sigaction(SIGIO, {ibv_dereg_mr(mr 1);
    |   fcntl(3, F_SETLEASE, F_UNLCK)}) = 0
    + ibv_dereg_mr(-1) = EINVAL
    + fork("B") = 1002
    |                                        B
    |                                        + sigaction(SIGUSR1, {close(3)}) = 0
    |                                        |
    "
  `)
})

test('a trace in which nothing happens is an empty chart', () => {
  expect(sequenceText(sequenceChart({ input: [], output: [] }))).toBe('')
})

test('output without a call is left out, and so is a call without output', () => {
  const input = [{ id: 1, process: 'A', call: 'fsync', args: [3] }]
  const output = [{ id: 'other', result: 0, at: 0 }]
  expect(sequenceChart({ input, output })).toEqual({
    lanes: [{ name: 'A', from: 0 }],
    rows: [],
    spans: [],
  })
})

test.each([40, 60, 78, 120])('%i columns are not exceeded by two processes', async (columns) => {
  const text = sequenceText(sequenceChart(await traceOf(pinned)), { columns })
  const widths = text.split('\n').map((line) => line.length)
  expect(Math.max(...widths)).toBeLessThanOrEqual(columns)
  // No word is lost, however lines are broken.
  const words = text.replaceAll(/[\s|#+]/g, '')
  expect(words).toContain('F_LAYOUT')
  expect(words).toContain('ftruncate()=ETXTBSY')
})

test('a chart of too many processes is wider, not cut', () => {
  const names = 'abcdefghij'.split('')
  const input = names.map((process, id) => ({ id, process, call: 'fsync', args: [3] }))
  const output = names.map((_, id) => ({ id, errno: 'EBADF', at: 0 }))
  const text = sequenceText(sequenceChart({ input, output }))
  expect(text.match(/fsync\(/g)).toHaveLength(10)
})

test('small steps of the wall clock are not shown', () => {
  const input = [1, 2, 3].map((id) => ({ id, process: 'A', call: 'fsync', args: [3] }))
  const output = [0.012, 0.025, 5.04].map((at, index) => ({ id: index + 1, result: 0, at }))
  const { rows } = sequenceChart({ input, output })
  expect(rows.map(({ kind }) => kind)).toEqual(['call', 'call', 'time', 'call'])
})

function rendered(command: string, args: readonly string[], page: string): string | undefined {
  try {
    return execFileSync(command, args, { input: page, encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

test.for([
  ['mandoc', ['-T', 'utf8']],
  ['groff', ['-man', '-T', 'utf8', '-P-c']],
] as const)('a chart survives %s', async ([command, args], { skip }) => {
  const chart = await draw(pinned)
  const lines = chart.trim().split('\n')
  const roff = lines.map((line) => line.replaceAll('\\', '\\e').replaceAll('-', '\\-'))
  const page = `.TH t 7 2019-06-05 t\n.SH NAME\nt\n.EX\n${roff.join('\n')}\n.EE\n`
  const text = rendered(command, args, page)
  if (text === undefined) return skip(`${command} is not installed`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: overstrikes of bold text
  const plain = text.replaceAll(/.\u0008/g, '')
  for (const line of lines) expect(plain).toContain(line)
})
