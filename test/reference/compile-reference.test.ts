import { expect, test } from 'vitest'
import { entryOf, writtenOf } from './open-library.ts'

const head = '/**\n * A module.\n *\n * @packageDocumentation\n */\n'

const library = `/**
 * A module about {@link Box}es. See open(2).
 *
 * @packageDocumentation
 */
export const first = 1
/** Bytes in a page. */
export const PAGE = 4096

/** Something with things in it. */
export interface Box {
  /** How many, at least 0. */
  readonly count: number
  /**
   * Put one in.
   *
   * @param thing
   *   What.
   * @returns
   *   How many there are.
   * @throws {RangeError} \`EFULL\`
   *   If it is full.
   */
  put(thing: string, where?: 'front' | 'back', whose?: string): Promise<number>
}

/**
 * Open a box. It may be empty.
 *
 * @param name
 *   Name of the box,
 *   on one line.
 * @returns
 *   Box.
 * @throws {TypeError}
 *   If \`a.b(c). D\` is none.
 * @see open(2), O_CREAT; measured: test/a.test.ts
 * @example
 * An empty one:
 *
 * \`\`\`ts norun="a sample"
 * // @nothing
 * openBox('a')
 * \`\`\`
 */
export function openBox(name: string): Box {
  throw new TypeError(name)
}
`.replace('export const first = 1\n', '')

test('a page has the sections of man-pages(7), from the tags', () => {
  const { pages, messages } = writtenOf({ 'a.ts': library }, [entryOf('a', ['openBox'])])
  expect(messages).toEqual([])
  expect(pages['docs/a.3.md']).toBe(`# a(3), openBox(3) -- the module a

## SYNOPSIS

\`\`\`d.ts
import { ... } from 'lib/a'

function openBox(name: string): Box
\`\`\`

## DESCRIPTION

A module about [\`Box\`](#Box)es.
See **open**(2).

### openBox

Open a box.
It may be empty.

- \`name\`: Name of the box, on one line.

### Box

Something with things in it.

- \`count: number\`: How many, at least 0.
- \`put(thing, where, whose)\`: Put one in.

  - \`thing\`: What.

  It resolves to how many there are.

  - \`RangeError EFULL\`: If it is full.

  \`\`\`d.ts
  put(thing: string, where?: 'front' | 'back',
      whose?: string): Promise<number>
  \`\`\`

### Constants

- \`PAGE\`: Bytes in a page.

## RETURN VALUE

- \`openBox()\`: Box.

## ERRORS

\`openBox()\` throws

- \`TypeError\`: If \`a.b(c). D\` is none.

## NOTES

Sources of the claims on this page:

- \`openBox\`: **open**(2), O_CREAT; measured: test/a.test.ts.

## EXAMPLES

An empty one:

\`\`\`ts name=open-box norun="a sample"
// @nothing
openBox('a')
\`\`\`

## SEE ALSO

**open**(2)
`)
})

test('an export of two modules is described on the first page', () => {
  const files = {
    'a.ts': `${head}/** One. */\nexport type One = 1\n/** Two. */\nexport type Two = 2\n`,
    'b.ts': `/**\n * More than {@link One}.\n *\n * @packageDocumentation\n */\nexport * from './a.ts'\n`,
  }
  const { pages, messages } = writtenOf(files, [entryOf('a'), entryOf('b')])
  expect(messages).toEqual([])
  expect(pages['docs/b.3.md']).toContain('More than `One` (see **a**(3)).')
  expect(pages['docs/b.3.md']).toContain('It also exports `One`, `Two`; see **a**(3).')
  expect(pages['docs/b.3.md']).not.toContain('### One')
})

test('an incomplete docstring is an error at its place', () => {
  const text = `export interface Box {
  readonly count: number
}
/** Open. */
export function open(name: string): Box {
  return { count: name.length }
}
/**
 * Close.
 *
 * @param nam
 *   Name.
 * @remarks
 *   None.
 */
export function close(name: string): void {}
`
  expect(writtenOf({ 'a.ts': text }).messages).toEqual([
    'a.ts:5:22: Missing `@param name` of `open` [reference-docstring]',
    'a.ts:5:1: Missing `@returns` of `open` [reference-docstring]',
    'a.ts:13:4: Unexpected tag `@remarks`, expected `returns` [reference-docstring]',
    'a.ts:16:23: Missing `@param name` of `close` [reference-docstring]',
    'a.ts:11:4: Unexpected `@param nam` of `close`, expected `name` [reference-docstring]',
    'a.ts:1:1: Missing docstring of `Box` [reference-docstring]',
    'a.ts:2:3: Missing docstring of `Box.count` [reference-docstring]',
    'a.ts:1:1: Missing docstring of the module, expected one with `@packageDocumentation` [reference-docstring]',
  ])
})

test('links and names of pages must be exports', () => {
  const text = `${head}/**\n * One.\n * Not {@link Tow}.\n */\nexport type Two = 2\n`
  expect(writtenOf({ 'a.ts': text }, [entryOf('a', ['Tow'])]).messages).toEqual([
    'a.ts:8:4: Unexpected `{@link Tow}`, expected `Two` [reference-link]',
    'a.ts:1:1: Unexpected name `Tow` of `docs/a.3.md`, expected `Two` [reference-link]',
  ])
})

test.each([
  ['a heading', '## SEE ALSO', 'heading'],
  ['markup', '<b>bold</b>', 'html'],
  ['a rule', '***', 'thematicBreak'],
  ['a definition', '[a]: #b', 'definition'],
  ['an image', '![a](b.png)', 'image'],
  ['a quote', '> a', 'blockquote'],
])('%s in a docstring is refused, since it would change the page', (_, hostile, type) => {
  const text = `${head}/**\n * One.\n *\n * ${hostile}\n */\nexport type One = 1\n`
  const [message = '', ...more] = writtenOf({ 'a.ts': text }).messages
  expect(message).toBe(
    `a.ts:9:4: Unexpected ${type} in a docstring, expected text, lists and fences [reference-docstring]`,
  )
  expect(more.every((each) => each.startsWith('a.ts:9:'))).toBe(true)
})

test('an unclosed fence is reported', () => {
  const text = `${head}/**\n * One.\n *\n * \`\`\`ts\n * a\n */\nexport type One = 1\n`
  expect(writtenOf({ 'a.ts': text }).messages).toEqual([
    'a.ts:9:4: Missing end of the fence [reference-docstring]',
  ])
})

test('tags and headings in a fence are code', () => {
  const text = `${head}/**\n * One.\n *\n * \`\`\`ts\n * @a\n * ## b\n * \`\`\`\n */\nexport type One = 1\n`
  const { pages, messages } = writtenOf({ 'a.ts': text })
  expect(messages).toEqual([])
  expect(pages['docs/a.3.md']).toContain('```ts\n@a\n## b\n```')
})
