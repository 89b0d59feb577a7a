import { describe, expect, test } from 'vitest'
import { runHostile, unharmed } from './run-page.ts'

/** Line 11 is to blame; whatever the value, the run continues. */
interface Hostile {
  readonly value: string
  /** Its messages. */
  readonly said: string
}

const quick = { stallMs: 1_500 }

const failed = (text: string): string =>
  `Unexpected ${text} on fake, expected success [example-failed]`
const notError = (text: string): string =>
  `Unexpected thrown value \`${text}\` on fake, expected an \`Error\` [example-failed]`
const unshown = (reason: string): string =>
  `Unexpected throw on fake, of a value that cannot be shown: ${reason} [example-failed]`
const endless =
  'Unexpected value on fake that cannot be shown: showing it does not finish within 1500 ms [example-timeout]'
const no = 'showing it throws `Error: no`'

const throwNo = "{ throw new Error('no') }"
const loop = '{ for (;;) {} }'
const errorWith = (key: string, body: string): string =>
  `Object.defineProperty(new Error('x'), '${key}', { get() ${body} })`

const thrown: Readonly<Record<string, Hostile>> = {
  'a message that throws': { value: errorWith('message', throwNo), said: unshown(no) },
  'a name that throws': { value: errorWith('name', throwNo), said: unshown(no) },
  'a stack that throws': { value: errorWith('stack', throwNo), said: failed('`Error: x`') },
  'a code that throws': { value: errorWith('code', throwNo), said: unshown(no) },
  'a message that loops': { value: errorWith('message', loop), said: endless },
  'a name that loops': { value: errorWith('name', loop), said: endless },
  'a stack that loops': { value: errorWith('stack', loop), said: endless },
  'a code that loops': { value: errorWith('code', loop), said: endless },
  'a cause that loops': { value: errorWith('cause', loop), said: failed('`Error: x`') },
  'an inspection that throws': {
    value: `{ [Symbol.for('nodejs.util.inspect.custom')]() ${throwNo} }`,
    said: unshown(no),
  },
  'an inspection that loops': {
    value: `{ [Symbol.for('nodejs.util.inspect.custom')]() ${loop} }`,
    said: endless,
  },
  'a tag that throws': { value: `{ get [Symbol.toStringTag]() ${throwNo} }`, said: unshown(no) },
  'a constructor that loops': {
    value: `Object.create(null, { constructor: { get() ${loop} } })`,
    said: notError('[Object: null prototype] {}'),
  },
  'a message that cannot be text': {
    value: "{ name: 'E', message: { toString: 1, valueOf: 1 } }",
    said: unshown('showing it throws `TypeError: Cannot convert object to primitive value`'),
  },
  'a proxy that traps': {
    value: "new Proxy({}, { has() { throw new Error('no') } })",
    said: unshown(no),
  },
  'a proxy that loops': { value: `new Proxy({}, { has() ${loop} })`, said: endless },
  'a revoked proxy': {
    value: '(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy })()',
    said: unshown(
      "showing it throws `TypeError: Cannot perform 'has' on a proxy that has been revoked`",
    ),
  },
  'an error that throws one that throws': {
    value: `{ name: 'E', get message() { throw this } }`,
    said: unshown('showing it throws something that cannot be shown either'),
  },
  'an error that hides itself': {
    value:
      "(() => { const e: any = { name: 'SuppressedError', message: 'x' }; e.suppressed = e; return e })()",
    said: failed('`SuppressedError: x`'),
  },
  'a chain of causes': {
    value:
      "(() => { let e = new Error('0'); for (let i = 0; i < 1e4; i += 1) e = new Error('x', { cause: e }); return e })()",
    said: failed('`Error: x`'),
  },
  'many errors': {
    value: "new AggregateError(Array.from({ length: 1e4 }, () => new Error('y')), 'x')",
    said: failed('`AggregateError: x`'),
  },
  'a long message': {
    value: "new Error('a'.repeat(1e7))",
    said: failed(`\`Error: ${'a'.repeat(2_000)}…\``),
  },
  'a long text': {
    value: "'a'.repeat(1e7)",
    said: notError(`'${'a'.repeat(1_999)}…`),
  },
  'a frozen error': { value: "Object.freeze(new Error('x'))", said: failed('`Error: x`') },
  'a foreign error': {
    value: "(await import('node:vm')).runInNewContext('new Error(\"x\")')",
    said: failed('`Error: x`'),
  },
  'a code that is not text': {
    value: "Object.assign(new Error('x'), { code: { a: 1 }, syscall: 3, errno: 'x' })",
    said: failed('`Error: x`'),
  },
  'a function': { value: 'function f() {}', said: notError('[Function: f]') },
  'a symbol': { value: "Symbol('x')", said: notError('Symbol(x)') },
  'a bigint': { value: '12n', said: notError('12n') },
  null: { value: 'null', said: notError('null') },
  'a promise': { value: 'Promise.resolve(1)', said: notError('[object Promise]') },
  'a thenable that loops': {
    value: `{ get then() ${loop} }`,
    said: notError('{ then: [Getter] }'),
  },
}

/** What is said of the hostile example; those on its page and on another have their own verdicts. */
async function saidOf(code: string, workers: number): Promise<readonly string[]> {
  const { statuses, said } = await runHostile(code, { ...quick, workers })
  expect(statuses).toEqual(unharmed)
  return said
}

const claims: Readonly<Record<string, string>> = {
  'a getter that throws': `{ get a() ${throwNo} }`,
  'a conversion that throws': `{ toJSON() ${throwNo} }`,
  'a signal that throws': `{ signo: 1, get signal() ${throwNo} }`,
  'a proxy that traps': "new Proxy({}, { ownKeys() { throw new Error('no') } })",
}

const looping: Readonly<Record<string, string>> = {
  'a getter that loops': `{ get a() ${loop} }`,
  'a conversion that loops': `{ toJSON() ${loop} }`,
}

test.each(Object.entries(claims))('the value of a claim is %s', async (_name, value) => {
  const code = `const f = async (): Promise<any> => (${value})\nawait f() //=> 1`
  expect(await saidOf(code, 1)).toEqual([
    '11:11: Unexpected outcome `ok` on fake, expected `1` [outcome-mismatch]',
    `  the value cannot be shown: ${no}`,
  ])
})

test.each(Object.entries(looping))('the value of a claim is %s', async (_name, value) => {
  const code = `const f = async (): Promise<any> => (${value})\nawait f() //=> 1`
  expect(await saidOf(code, 1)).toEqual([`11:1: ${endless}`])
})

test('a value of too many levels cannot be shown', async () => {
  const value = '(() => { let v: any = 1; for (let i = 0; i < 1_000; i += 1) v = [v]; return v })()'
  const code = `const f = async (): Promise<any> => ${value}\nawait f() //=> 1`
  const [, note] = await saidOf(code, 1)
  expect(note).toBe(
    '  the value cannot be shown: showing it throws `RangeError: Unexpected value of more than 200 levels`',
  )
})

test.each([
  [
    'throws',
    throwNo,
    `Unexpected unhandled error on fake, a value that cannot be shown: ${no} [example-rejection]`,
  ],
  ['loops', loop, endless],
])('a message that %s is rejected, and nobody handles it', async (_name, body, said) => {
  const code = `const e = ${errorWith('message', body)}\nvoid Promise.reject(e)`
  const [line] = await saidOf(code, 1)
  expect(line?.replace(/^1[01]:\d+: /, '')).toBe(said)
})

test.each([
  ['throws', throwNo, failed('`Error: no`')],
  [
    'loops',
    loop,
    'Unexpected endless loop on fake, expected completion within 1500 ms [example-timeout]',
  ],
])('a value that %s is logged', async (_name, body, said) => {
  const code = `const v = { [Symbol.for('nodejs.util.inspect.custom')]() ${body} }\nconsole.log(v)`
  const [line] = await saidOf(code, 1)
  expect(line?.replace(/^1[01]:\d+: /, '')).toBe(said)
})

describe.each([1, 2])('with %i workers', (workers) => {
  test.each(Object.entries(thrown))('%s is thrown', async (_name, { value, said }) => {
    const code = `const make = async (): Promise<any> => ({ value: ${value} })\nthrow (await make()).value`
    const [line, ...rest] = await saidOf(code, workers)
    expect(rest).toEqual([])
    expect(line?.replace(/^1[01]:\d+: /, '')).toBe(said)
  })
})
