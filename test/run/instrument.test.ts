import { expect, test } from 'vitest'
import fc from '../seeded.ts'
import { examplePage, fakeTarget, pageOf, runPage } from './run-page.ts'

const open = "import { openWorld } from 'manproof'\nawait using world = await openWorld()\n"

async function messagesOf(code: string): Promise<string> {
  return (await runPage(examplePage(code), [fakeTarget()], { timeoutMs: 5_000 })).messages
}

test.each([
  [
    'default, named and all names',
    "import fs, { join as j } from 'node:path'\nimport * as all from 'node:path'\nif (fs.join !== j || all.join !== j) throw new Error('differ')",
  ],
  [
    'types only',
    "import type { World } from 'nowhere'\nimport { type Process, PAGE } from 'manproof'\nif (PAGE !== 4096) throw new Error('no page')",
  ],
  [
    'use before the import',
    "if (join('a', 'b') !== 'a/b') throw new Error('not hoisted')\nimport { join } from 'node:path'",
  ],
  [
    'on several lines',
    "import {\n  join,\n  sep as separator,\n} from 'node:path'\nif (join('a', 'b') !== 'a' + separator + 'b') throw new Error('no')",
  ],
  ['for effects', "import 'node:path'"],
  [
    'at run time',
    "const { sep } = await import('node:path')\nif (sep !== '/') throw new Error('no')",
  ],
  [
    '`import.meta`',
    "if (!import.meta.url.endsWith('/docs/page.7.md')) throw new Error(import.meta.url)",
  ],
  [
    'exports',
    'export const a = 1\nexport function f(): number { return a }\nexport default f()\nexport { a as b }\nexport type T = number',
  ],
  [
    'a file of the project',
    "import { disposed } from '../test/run/fixtures/target.ts'\nif (!Array.isArray(disposed)) throw new Error('no')",
  ],
])('imports and exports: %s', async (_name, code) => {
  expect(await messagesOf(code)).toBe('')
})

test('a failing import is blamed on its line', async () => {
  expect(await messagesOf("const a = 1\nimport { x } from './nowhere.ts'\nvoid x")).toMatch(
    /^docs\/page\.7\.md:11:1: error: Unexpected `Error: Cannot find module .*nowhere\.ts/,
  )
})

test('a failure between probes is found at its column', async () => {
  const code = "const a = [1]; const b = a.map(() => { throw new RangeError('n') })"
  const column = code.indexOf('new RangeError') + 1
  expect(await messagesOf(code)).toMatch(new RegExp(`^docs/page\\.7\\.md:10:${column}: `))
})

test.each([
  ['without semicolons', `${open}const a = await world.echo(1) //=> 1\nvoid [1, 2].map(String)`],
  ['over several lines, with a comment', `${open}await world.echo(\n  // why\n  1,\n) //=> 1`],
  ['with an await in an argument', `${open}await world.echo(await world.echo(2)) //=> 2`],
  ['with an object literal', `${open}await world.echo({ a: 1 }) //=> {"a": 1}`],
  ['of a conditional', `${open}await (world.now > 1 ? world.echo(1) : world.echo(2)) //=> 2`],
  [
    'in a function and a loop',
    `${open}async function each(): Promise<void> {\n  for (const n of [1, 1]) await world.echo(n) //=> 1\n}\nawait each()`,
  ],
  [
    'whose value is used',
    `${open}const n = await world.echo(4) //=> 4\nawait world.echo(n + 1) //=> 5`,
  ],
  [
    'after types, enums and satisfies',
    `${open}enum E { A = 3 }\nconst n = (await world.echo(E.A)) satisfies unknown as number\nawait world.echo(n) //=> 3`,
  ],
])('expectations hold %s', async (_name, code) => {
  expect(await messagesOf(code)).toBe('')
})

test('`await using` disposes in order, also if its block throws', async () => {
  const code = [
    'const order: string[] = []',
    'const thing = (name: string) => ({ [Symbol.asyncDispose]: async () => void order.push(name) })',
    'try {',
    "  await using a = thing('a')",
    "  await using b = thing('b')",
    "  throw new Error('x')",
    '} catch {',
    "  order.push('caught')",
    '}',
    "if (order.join() !== 'b,a,caught') throw new Error(order.join())",
  ]
  expect(await messagesOf(code.join('\n'))).toBe('')
})

// Every kind of nesting moves code to other columns; the token at fault must be found in each.
const prefixes = fc.array(fc.constantFrom('> ', '- ', '1. '), { maxLength: 4 })

test('a failure is found at its token, however deeply the fence is nested', async () => {
  const cases = fc.sample(fc.tuple(prefixes, fc.nat(3), fc.boolean()), { numRuns: 12, seed: 7 })
  const parts = cases.map(([prefix, indent, crlf], index) => {
    const first = prefix.join('')
    const rest = prefix.map((item) => (item === '> ' ? item : ' '.repeat(item.length))).join('')
    const pad = ' '.repeat(indent)
    const code = [`const x${index}: number = 1`, `${pad}throw new RangeError('n${index}')`]
    const lines = [`\`\`\`ts name=n${index}`, ...code, '```']
    const text = lines.map((line, at) => (at === 0 ? first : rest) + line).join('\n')
    return { text: `${text}\n\n<!---->\n`.replace('<!---->\n', ''), crlf }
  })
  const page = pageOf(parts.map(({ text }) => `Text.\n\n${text}`).join('\n'))
  for (const text of [page, page.replaceAll('\n', '\r\n'), `\uFEFF${page}`]) {
    const run = await runPage(text)
    const tokens = run.results.map(({ example, faults }) => {
      const [fault] = faults
      const offset = fault?.place.start.offset ?? 0
      const line = text.split('\n')[(fault?.place.start.line ?? 0) - 1]
      const column = (fault?.place.start.column ?? 1) - 1
      expect(line?.slice(column)).toMatch(/^new RangeError/)
      return text.slice(offset).startsWith(`new RangeError('${example.labels.name}')`)
    })
    expect(tokens).toEqual(cases.map(() => true))
  }
})
