import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { formatMessages } from '../../tools/message/index.ts'
import { checkPages, type Page, pageAnchors, pageFacts } from '../../tools/page/index.ts'
import { readPage } from '../read-page.ts'
import { targets } from './targets.ts'

function read(title: string, text: string, path?: string): Page {
  const stem = title.replace(/\((\w+)\).*$/s, '.$1')
  const value = `---\ndate: 2026-11-22\n---\n\n# ${title} -- a page\n\n## DESCRIPTION\n\n${text}\n`
  const file = new VFile({ path: path ?? `docs/${stem}.md`, value })
  const page = readPage(file, { targets })
  if (!page) throw new Error('no page')
  return page
}

function check(...pages: Page[]): string {
  const files = pages.map(({ file }) => file)
  checkPages(pages.map(pageFacts), new Map(files.map((file) => [file.path, file])))
  return formatMessages(files)
}

const anchored = `### Taking it

- \`EAGAIN\`: first
- **--opt** _x_: second
- plain
- \`42\`: number

### Taking it

\`\`\`ts name=opt-in
a()
\`\`\`
`

test('`pageAnchors` lists headings, tags and examples with the names of mandoc', () => {
  expect([...pageAnchors(read('x(7)', anchored))]).toEqual([
    'NAME',
    'DESCRIPTION',
    'Taking_it',
    'EAGAIN',
    'opt',
    'Taking_it~2',
    'example-opt-in',
  ])
})

test('`checkPages` is quiet on references that resolve', () => {
  const text = `[a](x.7.md), [b](./x.7.md#EAGAIN), [c](#DESCRIPTION), [d](x.7.md#example-opt-in),
[e](https://example.org/x.md), [f](mailto:a@example.org), [g](x.7.md#Taking%5Fit),
x(7), **x**(7), \`fcntl\`(2), open(2), y(7), [h][h].

[h]: x.7.md#NAME`
  expect(check(read('x(7)', anchored), read('y(7)', text))).toBe('')
})

test('`checkPages` reports two pages with one name', () => {
  const pages = [
    read('x(7), y(7)', 'text'),
    read('y(7)', 'text'),
    read('y(8)', 'text'),
    read('x(7)', 'text', 'more/x.7.md'),
  ]
  expect(check(...pages)).toBe(
    [
      'docs/y.7.md:5:1: error: Unexpected second page `y(7)`, expected one [page-duplicate]',
      '  The first one is docs/x.7.md',
      'more/x.7.md:5:1: error: Unexpected second page `x(7)`, expected one [page-duplicate]',
      '  The first one is docs/x.7.md',
      '',
    ].join('\n'),
  )
})

test('`checkPages` reports links that lead nowhere', () => {
  const text = `[a](z.7.md)
[b](#taking-it)
[c](y.7.md#none)
[d](x.7.md#%)
[e][e]

[e]: images/x.png`
  expect(check(read('x(7)', `${text}\n\n### Taking it\n\ntext`), read('y(7)', 'text'))).toBe(
    [
      'docs/x.7.md:9:1: error: Unexpected link to `z.7.md`, expected `x.7.md` [link-broken]',
      'docs/x.7.md:10:1: error: Unexpected link to `#taking-it` of `x.7.md`, expected `#Taking_it` [link-broken]',
      'docs/x.7.md:11:1: error: Unexpected link to `#none` of `y.7.md`, expected one of `#NAME`, `#DESCRIPTION` [link-broken]',
      'docs/x.7.md:12:1: error: Unexpected link to `#%` of `x.7.md`, expected one of `#NAME`, `#DESCRIPTION`, `#Taking_it` [link-broken]',
      'docs/x.7.md:15:1: error: Unexpected link to `images/x.png`, expected `x.7.md` or `y.7.md` [link-broken]',
      '',
    ].join('\n'),
  )
})

test('`checkPages` reports references to pages in another section or case', () => {
  const text = 'See x(3),\n**X**(7) or\n`y`(2const).'
  expect(check(read('x(7)', 'text'), read('y(2const)', 'text'), read('z(7)', text))).toBe(
    [
      'docs/z.7.md:9:1: error: Unexpected reference `x(3)`, expected `x(7)` [cross-reference-broken]',
      'docs/z.7.md:10:6: error: Unexpected reference `X(7)`, expected `x(7)` [cross-reference-broken]',
      '',
    ].join('\n'),
  )
})
