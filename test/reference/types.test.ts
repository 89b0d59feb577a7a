import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import config from '../../manproof.config.ts'
import { entryOf, writtenOf } from './open-library.ts'

const head = '/**\n * A module.\n *\n * @packageDocumentation\n */\n'

const limits = `
/** How a run is limited. */
interface Limits {
  /** Milliseconds; default 100. */
  readonly timeoutMs?: number
  /** Ends it. */
  readonly signal?: AbortSignal
}
`

test('members of a base that no page describes are described where they are inherited', () => {
  const { pages, messages } = writtenOf({
    'a.ts': `${head}${limits}
/** What a run needs. */
export interface Options extends Omit<Limits, 'signal'> {
  /** What runs. */
  readonly name: string
}
`,
  })
  expect(messages).toEqual([])
  expect(pages['docs/a.3.md']).toContain(`### Options

What a run needs.

- \`name: string\`: What runs.
- \`timeoutMs?: number\`: Milliseconds; default 100.
`)
})

test('a base that a page describes is a link, with the omitted members', () => {
  const { pages, messages } = writtenOf(
    {
      'a.ts': `${head}${limits.replace('interface', 'export interface')}`,
      'b.ts': `${head}import type { Limits } from './a.ts'
/** What a run needs. */
export interface Options extends Omit<Limits, 'signal'> {
  /** More. */
  readonly more: Limits
}
/** The same. */
export interface Others extends Options {
  /** A name. */
  readonly name: string
}
`,
    },
    [entryOf('a'), entryOf('b')],
  )
  expect(messages).toEqual([])
  const page = pages['docs/b.3.md']
  expect(page).toContain('It extends `Limits` (see **a**(3)), except `signal`.')
  expect(page).toContain('It extends [`Options`](#Options).')
  expect(page).toContain('**a**(3) describes `Limits`.')
})

test('a type in a signature that is not an export is an error at its place', () => {
  const { messages } = writtenOf({
    'a.ts': `${head}type Name = 'a' | 'b'
/** A thing. */
export interface Thing<Kind> {
  /** What it is called. */
  readonly name: Name
  /** What it is. */
  readonly kind: Kind
}
/**
 * Make one.
 *
 * @param name
 *   What it is called.
 * @returns
 *   It.
 */
export function make(name: Name): Promise<Thing<number>> {
  const thing: Hidden = { name, kind: 1 }
  return Promise.resolve(thing)
}
type Hidden = Thing<number>
`,
  })
  expect([...messages].sort()).toEqual([
    'a.ts:10:18: Unexpected type `Name` in the signature of `Thing`, expected an export [reference-link]',
    'a.ts:22:28: Unexpected type `Name` in the signature of `make`, expected an export [reference-link]',
  ])
})

/** Types of TypeScript and Node.js that signatures of this library name. */
const builtIn = new Set([
  ...['AbortSignal', 'AsyncDisposable', 'AsyncGenerator', 'Date', 'Error', 'Exclude', 'Iterable'],
  ...['Map', 'Omit', 'Promise', 'Readonly', 'Record', 'Set'],
])

const pages = new Map(
  (config.reference ?? []).map(({ page }) => [page, readFileSync(page, 'utf8')] as const),
)

function headings(text: string): Set<string> {
  return new Set([...text.matchAll(/^### (\w+)$/gm)].map(([, name = '']) => name))
}

/** Find the names of types in the signatures of fences and tags. */
function typesOn(text: string): Set<string> {
  const fences = [...text.matchAll(/^ *```d\.ts\n(.*?)^ *```$/gms)].map(([, code = '']) => code)
  const tags = [...text.matchAll(/^- `(\w+\??(?:\(.*?\))?: .*?)`: /gm)].map(([, tag = '']) => tag)
  const code = [...fences, ...tags].join('\n').replaceAll(/'[^']*'/g, "''")
  const words = [...code.matchAll(/(?<![\w.$])[A-Z]\w*[a-z]\w*\b(?!\??:|\()/g)]
  return new Set(words.map(([name]) => name))
}

test.each([...pages])('%s describes each type that its signatures name', (page, text) => {
  const described = headings(text)
  for (const [, name, section] of text.matchAll(/the exports of \*\*([\w-]+)\*\*\((\w+)\)/g)) {
    for (const type of headings(pages.get(`docs/${name}.${section}.md`) ?? '')) described.add(type)
  }
  for (const [line] of text.matchAll(
    /^.*(?: describes | from the package |^It also exports ).*$/gm,
  )) {
    for (const [, type = ''] of line.matchAll(/`(\w+)`/g)) described.add(type)
  }
  const types = [...typesOn(text)]
  expect(types.length, page).toBeGreaterThan(0)
  expect(types.filter((type) => !described.has(type) && !builtIn.has(type))).toEqual([])
})

test('the limits of a run are on the page of the plugin, with units and defaults', () => {
  const text = pages.get('docs/manproof-vitest.3.md') ?? ''
  const limitsThere = [
    ...text.matchAll(/^- `(workers|timeoutMs|stallMs|memoryMb)\?: number`: (.*)$/gm),
  ]
  expect(limitsThere.map(([, name]) => name)).toEqual([
    'workers',
    'timeoutMs',
    'stallMs',
    'memoryMb',
  ])
  expect(limitsThere.filter(([, , says]) => !says?.includes('default'))).toEqual([])
})
