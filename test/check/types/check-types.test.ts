import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { checkTypes } from '../../../tools/check/index.ts'
import { formatMessages } from '../../../tools/message/index.ts'
import type { Page } from '../../../tools/page/index.ts'
import { readPage } from '../../read-page.ts'

const root = new URL('../../../', import.meta.url).pathname

function read(text: string, path = 'docs/x.7.md'): Page {
  const name = path.replace(/^.*\/(.*)\.7\.md$/, '$1')
  const value = `---\ndate: 2026-11-22\n---\n\n# ${name}(7) -- a page\n\n## DESCRIPTION\n\n${text}\n`
  const page = readPage(new VFile({ path, value }), { targets: [] })
  if (!page) throw new Error('no page')
  return page
}

async function check(...pages: Page[]): Promise<string> {
  await checkTypes(pages, { root })
  return formatMessages(pages.map(({ file }) => file))
}

test('`checkTypes` reports type errors at their place in the page', async () => {
  const page = read(`\`\`\`ts
const text: string = 1
'a'.nope()
\`\`\`

> 1. \`\`\`ts name=nested
>    const 漢 = '😀'; 漢.nope
>
>    import { openWorld } from 'manproof'
>    await using world = await openWorld({ fs: 'ext5' })
>    \`\`\`

-\ta list

\t\`\`\`ts name=tab
\tunknown()
\t\`\`\``)
  expect(await check(page)).toMatchInlineSnapshot(`
    "docs/x.7.md:10:7: error: Type 'number' is not assignable to type 'string' [ts2322]
    docs/x.7.md:11:5: error: Property 'nope' does not exist on type '"a"' [ts2339]
    docs/x.7.md:15:24: error: Property 'nope' does not exist on type '"😀"' [ts2339]
    docs/x.7.md:18:44: error: Type '"ext5"' is not assignable to type '"any" | "dax" | "ext4-dax" | "xfs-dax" | "ext4" | "xfs" | "tmpfs" | "btrfs" | "overlay" | "hugetlbfs" | "device-dax" | undefined' [ts2322]
    docs/x.7.md:24:2: error: 'unknown' only refers to a type, but is being used as a value here [ts2693]
    "
  `)
})

test('`checkTypes` reports the whole range, with offsets', async () => {
  const page = read('> ```ts\n> const a = {}\n> a.nope\n> ```')
  await check(page)
  const [message] = page.file.messages
  const text = String(page.file)
  const offset = text.indexOf('nope')
  expect(message?.place).toEqual({
    start: { line: 11, column: 5, offset },
    end: { line: 11, column: 9, offset: offset + 4 },
  })
  expect(message?.url).toBe('manproof.1#type-error')
})

test('`checkTypes` is quiet on correct examples', async () => {
  const sound = read(`\`\`\`ts name=first
const a: number = 1
await Promise.resolve(a)
\`\`\`

\`\`\`ts name=second
import { readFileSync } from 'node:fs'
import { F_SETLEASE, F_RDLCK, O_RDONLY, openWorld } from 'manproof'
const a: string = readFileSync('x', 'utf8')
await using world = await openWorld()
const holder = await world.process('holder')
const fd = await holder.open(a, O_RDONLY)
await holder.fcntl(fd, F_SETLEASE, F_RDLCK) //=> 0
\`\`\`

\`\`\`ts name=third
// @errors: 2322 2339
const a: number = 'x'
a.nope
\`\`\``)
  expect(await check(sound, read('no example', 'docs/y.7.md'))).toBe('')
})

test('`checkTypes` separates examples of the same name in two pages', async () => {
  const x = read('```ts\nexport const a = 1\n```')
  const y = read('```ts\nexport const a = 1\nb\n```', 'docs/y.7.md')
  const z = read('```ts\nconst b = 1\n```', 'docs/z.7.md')
  expect(await check(x, y, z)).toBe("docs/y.7.md:11:1: error: Cannot find name 'b' [ts2304]\n")
})

test('`checkTypes` requires the errors that are announced', async () => {
  const page = read(`\`\`\`ts
// @errors: 2322 2339
const a: number = 'x'
\`\`\`

\`\`\`ts
// @errors:
const b = 1
\`\`\`

\`\`\`ts
// @errors: 2339
const c: number = 'x'
\`\`\``)
  expect(await check(page)).toMatchInlineSnapshot(`
    "docs/x.7.md:10:1: error: Missing \`ts2339\`, which \`@errors\` announces [type-error-expected]
    docs/x.7.md:15:1: error: Unexpected \`@errors\` without numbers, expected a form such as \`@errors: 2322\` [type-error-expected]
    docs/x.7.md:20:1: error: Missing \`ts2339\`, which \`@errors\` announces [type-error-expected]
    docs/x.7.md:21:7: error: Type 'string' is not assignable to type 'number' [ts2322]
    "
  `)
})

test('`checkTypes` ignores an example that does not parse', async () => {
  const page = read('```ts\nconst a = = 1\n```\n\n```ts\nconst b: string = 1\n```')
  expect(await check(page)).toMatchInlineSnapshot(`
    "docs/x.7.md:10:11: error: Cannot parse example: unexpected token [syntax]
    docs/x.7.md:14:7: error: Type 'number' is not assignable to type 'string' [ts2322]
    "
  `)
})

test('`checkTypes` counts columns right after a byte order mark and Windows line ends', async () => {
  const { file } = read('- ```ts\n  const a: string = 1\n  ```')
  const value = `\uFEFF${String(file).replaceAll('\n', '\r\n')}`
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets: [] })
  expect(page && (await check(page))).toMatchInlineSnapshot(`
    "docs/x.7.md:10:9: error: Type 'number' is not assignable to type 'string' [ts2322]
    "
  `)
})

test('`checkTypes` hides the global declarations of an example from others', async () => {
  const page = read(`\`\`\`ts name=adds
declare global {
  var added: number
}
added
\`\`\`

\`\`\`ts name=sees-nothing
added
\`\`\``)
  expect(await check(page)).toBe("docs/x.7.md:17:1: error: Cannot find name 'added' [ts2304]\n")
})

test('`checkTypes` resolves relative imports from the folder of the page', async () => {
  const page = read(`\`\`\`ts
import { levelOf } from '../tools/message/index.ts'
import { nothing } from './none.ts'
const level: string = levelOf({ fatal: true })
nothing(level)
\`\`\``)
  expect(await check(page)).toMatchInlineSnapshot(`
    "docs/x.7.md:11:25: error: Cannot find module './none.ts' or its corresponding type declarations [ts2307]
    "
  `)
})
