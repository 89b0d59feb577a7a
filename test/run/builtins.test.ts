import { describe, expect, test } from 'vitest'
import { fence, linesAbout, runHostile } from './run-hostile.ts'
import { type PageRun, pageOf, runPage, statuses } from './run-page.ts'

const run = (code: string, workers = 1): Promise<PageRun> =>
  runHostile(code, { timeoutMs: 3_000, workers })
const saidOf = async (code: string, workers = 1): Promise<string[]> =>
  linesAbout(await run(code, workers))

const changed = (name: string): string =>
  `Unexpected change of \`${name}\` on fake, expected built-ins as they were before the example [example-builtin]`

const changes: Readonly<Record<string, string>> = {
  'JSON.stringify': "JSON.stringify = () => '0'",
  'JSON.parse': 'JSON.parse = () => 0',
  'Reflect.get': 'Reflect.get = () => 0',
  'Reflect.getOwnPropertyDescriptor': 'Reflect.getOwnPropertyDescriptor = () => undefined',
  'Reflect.ownKeys': 'Reflect.ownKeys = () => []',
  'Object.is': 'Object.is = () => true',
  'Object.prototype.then': '(Object.prototype as any).then = function (f: any) { f(0) }',
  'Object.prototype.toJSON': '(Object.prototype as any).toJSON = () => 0',
  'Object.prototype.get': '(Object.prototype as any).get = () => 0',
  'Array.prototype.push': 'Array.prototype.push = () => 0',
  'Array.prototype[Symbol.iterator]': 'Array.prototype[Symbol.iterator] = (function* () {}) as any',
  'ArrayIterator.prototype.next':
    'Object.getPrototypeOf([].values()).next = () => ({ done: true, value: 0 })',
  'Promise.prototype.then': 'Promise.prototype.then = function (f: any) { return f?.(0) }',
  'Promise.prototype.constructor': 'Promise.prototype.constructor = Object as any',
  'Map.prototype.get': 'Map.prototype.get = () => 0',
  'Set.prototype.forEach': 'Set.prototype.forEach = () => undefined',
  'WeakMap.prototype.get': 'WeakMap.prototype.get = () => 0',
  'String.prototype.slice': "String.prototype.slice = () => ''",
  'RegExp.prototype.exec': 'RegExp.prototype.exec = () => null',
  'Symbol.prototype.description':
    "Object.defineProperty(Symbol.prototype, 'description', { get() { throw 1 } })",
  'Atomics.store': 'Atomics.store = (() => 0) as any',
  setTimeout: 'globalThis.setTimeout = ((f: any) => f()) as any',
  'Date.now': 'Date.now = () => 0',
  'process.emit': 'process.emit = () => true',
  'process.exit': 'process.exit = (() => undefined) as any',
  'util.inspect': "(await import('node:util')).default.inspect = (() => '') as any",
  'fs.readFileSync': "(await import('node:fs')).default.readFileSync = (() => '') as any",
  'worker_threads.parentPort':
    "(await import('node:worker_threads') as any).default.parentPort = { postMessage() {} }",
  'process.stdout.write': 'process.stdout.write = () => true',
  "process.on('uncaughtException')": "process.removeAllListeners('uncaughtException')",
  'prototype of Array.prototype': 'Object.setPrototypeOf(Array.prototype, {})',
  'MessagePort.prototype.postMessage': 'MessagePort.prototype.postMessage = () => undefined',
}

describe.each([1, 2])('with %i workers', (workers) => {
  test.each(Object.entries(changes))(
    'a change of %s is an error of the example',
    async (name, code) => {
      const said = await saidOf(`const a = 1;\n${code}`, workers)
      expect(said.at(-1)).toMatch(/^1[01]:\d+: Unexpected change/)
      expect(said.at(-1)?.replace(/^\d+:\d+: /, '')).toBe(changed(name))
    },
  )
})

test('a changed built-in does not falsify the claims of its example', async () => {
  const code = "JSON.stringify = () => '0'\nconst f = async () => 5\nawait f() //=> 0"
  const said = (await run(code)).messages
  expect(said).toContain('12:11: error: Unexpected outcome `5` on fake, expected `0`')
  const restored =
    "const { stringify } = JSON\nJSON.stringify = () => '0'\nconst f = async () => 5\nawait f() //=> 0\nJSON.stringify = stringify"
  expect((await run(restored)).messages).toContain('13:11: error: Unexpected outcome `5`')
})

test('a built-in that the example restores is not an error', async () => {
  const code = 'const { now } = Date\nDate.now = () => 7\nDate.now() //=> 7\nDate.now = now'
  expect(await saidOf(code)).toEqual([])
})

test.each([
  ['the environment', "process.env.X_LEFT = '1'", "'X_LEFT' in process.env"],
  [
    'a global that stays',
    "Object.defineProperty(globalThis, 'left', { value: 1 })",
    "'left' in globalThis",
  ],
  ['a new global', '(globalThis as any).left = 1', "'left' in globalThis"],
  ['the length of stacks', 'Error.stackTraceLimit = 3', 'Error.stackTraceLimit === 3'],
  [
    'a listener',
    "process.on('uncaughtException', () => {})",
    "process.listenerCount('uncaughtException') > 1",
  ],
])('%s belongs to its example, and the next one does not see it', async (_name, code, seen) => {
  const next = `const f = async () => ${seen}\nawait f() //=> false`
  const page = await runPage(pageOf(`${fence('first', code)}\n${fence('next', next)}`))
  expect(page.messages).toBe('')
  expect(page.summary).toMatchObject({ passed: 2, failed: 0 })
})

test('a change after the end of an example is not blamed on the next one', async () => {
  const late =
    "import { setTimeout } from 'node:timers/promises'\nvoid setTimeout(60).then(() => { JSON.stringify = () => '0' })"
  const next = 'await new Promise((resolve) => setTimeout(resolve, 200))'
  const page = await runPage(pageOf(`${fence('first', late)}\n${fence('next', next)}`))
  expect(statuses(page)).toEqual(['first on fake: failed', 'next on fake: passed'])
  expect(page.messages).toContain(changed('JSON.stringify'))
})

test.each([
  ['null', 'null'],
  ['a text', "'x'"],
  ['an end', "{ type: 'done', id: 1, at: 0, fs: 'none', opened: [], output: '' }"],
  ['an outcome', "{ type: 'observed', id: 1, index: 0, outcome: { kind: 'value', value: 0 } }"],
  ['an error of another', "{ type: 'late', id: 2, error: null }"],
])('%s that an example posts to its parent is ignored', async (_name, message) => {
  const code = [
    "import { parentPort, workerData } from 'node:worker_threads'",
    `parentPort?.postMessage(${message})`,
    'const reached = async () => Object.keys(workerData).length',
    'await reached() //=> 0',
    'const f = async () => 5',
    'await f() //=> 0',
  ].join('\n')
  expect((await run(code)).messages).toContain('15:11: error: Unexpected outcome `5` on fake')
  expect(await saidOf(code)).toEqual([])
})

test('properties of promises do not lead to the engine', async () => {
  const code = [
    'const p: any = Promise.resolve()',
    'const keys = Object.getOwnPropertySymbols(p)',
    'const carried = async () => keys.flatMap((key) => Object.keys(Object(p[key]))).length',
    'await carried() //=> 0',
  ].join('\n')
  expect(await saidOf(code)).toEqual([])
})
