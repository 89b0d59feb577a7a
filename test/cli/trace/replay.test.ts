import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cli } from '../../../tools/cli/cli.ts'
import { printer } from '../../../tools/cli/print/printer.ts'
import { silentIo } from '../run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'manproof-replay-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(args: readonly string[], stdin = '') {
  const out: string[] = []
  const err: string[] = []
  const code = await cli(['replay', ...args], {
    ...silentIo(folder),
    stdout: printer((text) => out.push(text)),
    stderr: printer((text) => err.push(text)),
    data: (text) => out.push(text),
    stdin: () => Promise.resolve(stdin),
  })
  return { code, out: out.join(''), err: err.join('') }
}

const help = '  see `manproof replay --help`\n'

const trace = `{"world": {"files": [{"name": "f"}]}}
{"id": 1, "process": "A", "call": "open", "args": ["f", "O_RDWR"], "as": "a"}
{"id": "x", "process": "A", "call": "fcntl", "args": ["$a", "F_SETLEASE", "F_LAYOUT|F_EXCLUSIVE"]}
`

test('a trace from standard input prints one line per event and exits 0 whatever happens', async () => {
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

test('an error that only the run reveals exits 2 with its line', async () => {
  const fork = (id: number) => `{"id": ${id}, "process": "A", "call": "fork", "args": ["B"]}\n`
  const { code, err } = await run(['-'], fork(1) + fork(2))
  expect([code, err]).toEqual([
    2,
    '<stdin>:2:1: error: Cannot make process `B`: it is in use already\n',
  ])
})

test('`--chart text` draws the output', async () => {
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
    err: `manproof: error: Cannot read \`${file}\`: \`ENOENT\` (no such file or directory)\n${help}`,
  })
})

test.each([
  [[], 'Missing file'],
  [['-', '--chart', 'png'], 'Unexpected value `png` of `--chart`, expected `text` or `svg`'],
  [['a', 'b'], 'Unexpected word `b`, expected one file'],
  [['-', '--taget', 'host'], 'Unexpected option `--taget`, expected `--target`'],
])('bad usage %j exits 2', async (args, reason) => {
  expect(await run(args)).toEqual({ code: 2, out: '', err: `manproof: error: ${reason}\n${help}` })
})

test('an unknown target exits 2, and the most similar one is named first', async () => {
  const { code, err } = await run(['-', '--target', 'sim:rfc-v3'])
  expect(code).toBe(2)
  expect(err).toMatch(
    /^manproof: error: Unexpected target `sim:rfc-v3`, expected one of `sim:rfc-v1`, /,
  )
})

test('`--help` prints the usage', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  expect(out).toMatch(/^Usage: manproof replay FILE \[--target NAME\] \[--chart text\|svg\]\n/)
})
