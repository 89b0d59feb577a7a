import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { printer } from '../../../tools/cli/print/printer.ts'
import { replayCommand } from '../../../tools/cli/trace/replay.ts'

const folder = mkdtempSync(join(tmpdir(), 'manproof-replay-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(args: readonly string[], stdin = '') {
  const out: string[] = []
  const err: string[] = []
  const code = await replayCommand(args, {
    stdout: printer((text) => out.push(text)),
    stderr: printer((text) => err.push(text)),
    data: (text) => out.push(text),
    stdin: () => Promise.resolve(stdin),
  })
  return { code, out: out.join(''), err: err.join('') }
}

const trace = `{"world": {"files": [{"name": "f"}]}}
{"id": 1, "process": "A", "call": "open", "args": ["f", "O_RDWR"], "as": "a"}
{"id": "x", "process": "A", "call": "fcntl", "args": ["$a", "F_SETLEASE", "F_LAYOUT|F_EXCLUSIVE"]}
`

test('a trace from standard input prints a line per event and exits 0 despite failing calls', async () => {
  expect(await run(['-', '--target', 'sim:rfc-v1'], trace)).toEqual({
    code: 0,
    out: '{"id":1,"result":3,"at":0}\n{"id":"x","errno":"EINVAL","at":0}\n',
    err: '',
  })
})

test('a trace in a file runs on the requested target', async () => {
  const file = join(folder, 'trace.jsonl')
  writeFileSync(file, trace)
  expect(await run([file, '--target=sim:rfc-v2'])).toEqual({
    code: 0,
    out: '{"id":1,"result":3,"at":0}\n{"id":"x","result":0,"at":0}\n',
    err: '',
  })
})

test('a malformed trace exits 2 with every place, and runs nothing', async () => {
  const text = trace.replace('"open"', '"opne"').replace('F_LAYOUT', 'F_LAYUOT')
  expect(await run(['-'], text)).toEqual({
    code: 2,
    out: '',
    err: '<stdin>:2:35: error: Unexpected call `opne`, expected `open`\n<stdin>:3:76: error: Unexpected name `F_LAYUOT`, expected `F_LAYOUT`\n',
  })
})

test('a fault that only the run reveals exits 2 with its line', async () => {
  const fork = (id: number) => `{"id": ${id}, "process": "A", "call": "fork", "args": ["B"]}\n`
  const { code, err } = await run(['-'], fork(1) + fork(2))
  expect([code, err]).toEqual([
    2,
    '<stdin>:2:1: error: Cannot make process `B`: it is in use already\n',
  ])
})

test('`--chart text` draws a chart', async () => {
  expect(await run(['-', '--chart', 'text', '--target', 'sim:rfc-v1'], trace)).toEqual({
    code: 0,
    out: `A
+ open("f", O_RDWR) = 3
+ fcntl(3, F_SETLEASE, F_LAYOUT|F_EXCLUSIVE) = EINVAL
|
`,
    err: '',
  })
})

test('`--chart svg` prints a drawing', async () => {
  const { code, out } = await run(['-', '--chart', 'svg', '--target', 'sim:rfc-v1'], trace)
  expect(code).toBe(0)
  expect(out).toMatch(/^<svg xmlns=.*<\/svg>\n$/s)
  expect(out).toContain('>Sequence on sim:rfc-v1</title>')
})

test('a file that cannot be read exits 2', async () => {
  const file = join(folder, 'none')
  expect(await run([file])).toEqual({
    code: 2,
    out: '',
    err: `${file}: error: Cannot read the trace: ENOENT: no such file or directory, open '${file}'\n`,
  })
})

test.each([
  [[], 'Cannot replay: no file is named; see `manproof replay --help`'],
  [['-', '--chart', 'png'], 'Unexpected chart `png`, expected `text` or `svg`'],
  [['a', 'b'], 'Unexpected word `b`, expected one file; see `manproof replay --help`'],
])('bad usage %j exits 2', async (args, reason) => {
  expect(await run(args)).toEqual({ code: 2, out: '', err: `manproof replay: error: ${reason}\n` })
})

test('an unknown target exits 2, and the most similar one is named first', async () => {
  const { code, err } = await run(['-', '--target', 'sim:rfc-v3'])
  expect(code).toBe(2)
  expect(err).toMatch(
    /^manproof replay: error: Unexpected target `sim:rfc-v3`, expected one of `sim:rfc-v1`, /,
  )
})

test('an unknown option exits 2', async () => {
  const { code, err } = await run(['-', '--taget', 'host'])
  expect(code).toBe(2)
  expect(err).toMatch(/^manproof replay: error: Unknown option '--taget'/)
})

test('`--help` prints the usage', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  expect(out).toMatch(/^Usage: manproof replay FILE \[--target NAME\] \[--chart text\|svg\]\n/)
})
