import { expect, test } from 'vitest'
import { examplePage, fakeTarget, pageOf, runPage, statuses } from './run-page.ts'

const open = "import { openWorld } from 'manproof'\nconst world = await openWorld()\n"
const quick = { stallMs: 500, timeoutMs: 1_000 }

async function messagesOf(code: string): Promise<string> {
  return (await runPage(examplePage(code), [fakeTarget()], quick)).messages
}

test('an endless loop affects only its own example, and is blamed on its line', async () => {
  const fence = (name: string, code: string): string => `\`\`\`ts name=${name}\n${code}\n\`\`\`\n`
  const page = pageOf(
    [
      fence('before', `${open}await world.echo(1) //=> 1`),
      fence('loop', 'const a = 1\nwhile (true) {\n}'),
      fence('after', `${open}await world.echo(2) //=> 2`),
    ].join('\n'),
  )
  const run = await runPage(page, [fakeTarget()], quick)
  expect(run.messages).toBe(
    'docs/page.7.md:17:1: error: Unexpected endless loop on fake, expected completion within 500 ms [example-timeout]\n',
  )
  expect(statuses(run)).toEqual([
    'before on fake: passed',
    'loop on fake: failed',
    'after on fake: passed',
  ])
})

test('a promise that never settles is blamed on the line that waits', async () => {
  expect(await messagesOf('const a = 1\nawait new Promise(() => {})')).toBe(
    'docs/page.7.md:11:1: error: Unexpected wait on fake, expected completion within 1000 ms [example-timeout]\n',
  )
})

test('`process.exit(0)` is not a pass', async () => {
  expect(await messagesOf('const a = 1\n  process.exit(0)')).toBe(
    'docs/page.7.md:11:3: error: Unexpected `process.exit(0)` on fake, expected the example to run to completion [example-exit]\n',
  )
})

test('a signal to the process of the tool is refused, and to others it is not', async () => {
  const message = 'Cannot do `process.kill` on 0: it runs the example'
  expect(await messagesOf("process.kill(process.pid, 0)\nprocess.kill(0, 'SIGKILL')")).toBe(
    `docs/page.7.md:11:9: error: Unexpected \`Error: ${message}\` on fake, expected success [example-failed]\n`,
  )
  const named = "import { kill, pid } from 'node:process'\nkill(-pid, 'SIGKILL')"
  expect(await messagesOf(named)).toContain('docs/page.7.md:11:1: error: Unexpected `Error: Cannot')
})

test('a thrown non-error is reported with its value', async () => {
  expect(await messagesOf("throw { answer: [42, 'x'] }")).toBe(
    "docs/page.7.md:10:1: error: Unexpected thrown value `{ answer: [ 42, 'x' ] }` on fake, expected an `Error` [example-failed]\n",
  )
  expect(await messagesOf('throw undefined')).toBe(
    'docs/page.7.md:10:1: error: Unexpected thrown value `undefined` on fake, expected an `Error` [example-failed]\n',
  )
})

test('a thrown error is blamed on the place where it was created', async () => {
  expect(await messagesOf("const f = () => {\n  throw new TypeError('bad')\n}\nf()")).toBe(
    'docs/page.7.md:11:9: error: Unexpected `TypeError: bad` on fake, expected success [example-failed]\n',
  )
})

test('a rejection after the last line fails the example that it came from', async () => {
  const late = "setTimeout(() => Promise.reject('late'), 30)"
  const text = pageOf(
    `\`\`\`ts name=first\n${late}\n\`\`\`\n\n\`\`\`ts name=second\nvoid 0\n\`\`\``,
  )
  const run = await runPage(text)
  expect(run.messages).toBe(
    "docs/page.7.md:10:1: error: Unexpected unhandled error `'late'` on fake, expected none [example-rejection]\n",
  )
  expect(statuses(run)).toEqual(['first on fake: failed', 'second on fake: passed'])
})

test('an error during a later example fails the example that it came from', async () => {
  const late = [
    "import { setTimeout } from 'node:timers/promises'",
    "void setTimeout(60).then(() => { throw new Error('very late') })",
  ].join('\n')
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 150))'
  const text = pageOf(
    `\`\`\`ts name=first\n${late}\n\`\`\`\n\n\`\`\`ts name=second\n${wait}\n\`\`\``,
  )
  const run = await runPage(text)
  expect(run.messages).toBe(
    'docs/page.7.md:11:40: error: Unexpected unhandled error `Error: very late` on fake, expected none [example-rejection]\n',
  )
  expect(statuses(run)).toEqual(['first on fake: failed', 'second on fake: passed'])
  expect(run.summary).toMatchObject({ passed: 1, failed: 1, ok: false })
})

test('a stack overflow is reported like any error', async () => {
  const messages = await messagesOf(
    'function f(n: number): number {\n  return f(n + 1) + 1\n}\nf(0)',
  )
  expect(messages).toMatch(
    /^docs\/page\.7\.md:1[01]:\d+: error: Unexpected `RangeError: Maximum call stack size exceeded` on fake, expected success \[example-failed\]\n$/,
  )
})

test.each([
  ['an array that grows', 'const all: unknown[] = []\nfor (;;) all.push(1)'],
  ['objects', 'const all: unknown[] = []\nfor (;;) all.push({ all: [1] })'],
])('%s without end fails only its own example', async (_name, code) => {
  const options = { stallMs: 5_000, memoryMb: 300 }
  const run = await runPage(
    `${examplePage(code)}\n\`\`\`ts name=next\nvoid 0\n\`\`\`\n`,
    [fakeTarget()],
    options,
  )
  expect(run.messages).toBe(
    'docs/page.7.md:11:1: error: Unexpected memory use on fake, expected less than 300 MB [example-failed]\n',
  )
  expect(statuses(run)).toEqual(['it on fake: failed', 'next on fake: passed'])
})

test('a timer that never ends delays neither its example nor the next', async () => {
  const first = '```ts name=first\nsetInterval(() => { globalThis.ticks = 1 }, 5)\n```'
  const second = [
    open.trimEnd(),
    'await new Promise((resolve) => setTimeout(resolve, 50))',
    "const seen = await world.echo('ticks' in globalThis) //=> false",
  ].join('\n')
  const run = await runPage(pageOf(`${first}\n\n\`\`\`ts name=second\n${second}\n\`\`\``))
  expect(run.messages).toBe('')
  expect(run.summary.ok).toBe(true)
})

test('a refused call without an expectation fails at its line, and ends the example', async () => {
  const messages = await messagesOf(
    `${open}await world.fail('EINVAL')\nawait world.echo(1) //=> 2\nconst x = 1`,
  )
  expect(messages).toBe(
    'docs/page.7.md:12:13: error: Unexpected `EINVAL` (invalid argument) from `fail` on fake, expected success [example-failed]\n',
  )
})

test('errors that a wrong outcome causes are reported with it', async () => {
  const messages = await messagesOf(
    `${open}const fd = await world.fail('EACCES', -13) //=> ok\nfd.toFixed()`,
  )
  expect(messages).toBe(
    [
      'docs/page.7.md:12:44: error: Unexpected outcome `EACCES` on fake, expected `ok` [outcome-mismatch]',
      "  then, at 13:4: Unexpected `TypeError: Cannot read properties of undefined (reading 'toFixed')` on fake, expected success",
      '',
    ].join('\n'),
  )
})
