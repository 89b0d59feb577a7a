import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../tools/evidence/index.ts'
import { checkText } from '../../tools/man/proof/check-text.ts'
import type { Target } from '../../tools/outcome/index.ts'
import type { Page } from '../../tools/page/index.ts'
import { compileMan } from '../compile-man.ts'
import { readPage } from '../read-page.ts'
import { parse } from './soak/make-page.ts'

const target = (name: string, ...selectors: readonly string[]): Target => ({
  name,
  selectors,
  module: '',
  options: {},
})
const targets = [
  target('sim:rfc-v1', 'sim', 'rfc', 'rfc-v1'),
  target('sim:linux-6.1', 'sim', 'linux', 'linux-6.1'),
  target('sim:linux-6.12', 'sim', 'linux', 'linux-6.12'),
  target('host', 'real', 'linux', 'host'),
]

const markdown = `---
date: 2026-11-22
manual: Linux file leases
sources:
  - "[PATCH] a source, https://example.org/patch"
---

# F_X(2const), F_Y(2const) -- a lease for tests

## DESCRIPTION

Text with [a link](https://example.org/hidden).

\`\`\`ts name=first
import { openWorld } from 'manproof'
await using world = await openWorld()
const app = await world.process('app')
// ---cut---
const fd = await app.open('f', 0)
await app.fcntl(fd, 1024, 1)                                       //=> 0 | linux: EINVAL
\`\`\`

\`\`\`ts name=second norun="needs a device"
const x = 1
\`\`\`

## SEE ALSO

**fcntl**(2)
`

function read(text: string): Page {
  const page = readPage(new VFile({ path: 'docs/F_X.2const.md', value: text }), { targets })
  if (!page) throw new Error('Unexpected page without title')
  expect(page.file.messages.map(String)).toEqual([])
  return page
}

function record(page: Page, hash?: string): Evidence {
  const [example] = page.examples
  const run = (outcome: string, release: string) => ({
    outcomes: [outcome],
    release,
    fs: 'ext4',
    date: '2026-11-21',
  })
  const runs = {
    host: run('EINVAL', '6.1.0-18-amd64'),
    'sim:linux-6.1': run('EINVAL', '6.1'),
    'sim:linux-6.12': run('EINVAL', '6.12'),
    'sim:rfc-v1': run('0', 'June 2019'),
  }
  return { page: 'F_X.2const', examples: { first: { hash: hash ?? example?.hash ?? '', runs } } }
}

describe('compileMan', () => {
  it('prints a page with outcomes, sources, addresses and demonstrated targets', async () => {
    const page = read(markdown)
    const [file] = compileMan(page, { targets, version: 'manproof 0.1', evidence: record(page) })
    await expect(file?.text).toMatchFileSnapshot('./pages/F_X.2const')
    expect(page.file.messages).toEqual([])
  })

  it('makes a link for each further name', () => {
    expect(compileMan(read(markdown), { targets }).slice(1)).toEqual([
      { path: 'man2/F_Y.2const', text: 'F_X.2const', link: true },
    ])
  })

  it('prints no outcome of an older version of an example', () => {
    const page = read(markdown)
    const [stale] = compileMan(page, { targets, evidence: record(page, '0000000000000000') })
    const [none] = compileMan(read(markdown), { targets })
    expect(stale).toEqual(none)
    expect(none?.text).not.toContain('EINVAL@')
  })

  it('is the same with Windows line ends and a byte order mark', () => {
    const page = read(markdown)
    const windows = read(`\ufeff${markdown.replaceAll('\n', '\r\n')}`)
    expect(compileMan(windows, { targets, evidence: record(windows) })).toEqual(
      compileMan(page, { targets, evidence: record(page) }),
    )
  })

  it('moves comments that do not fit, and warns about code that is too long', () => {
    const long = `await app.ftruncate(fd, ${'1'.repeat(60)})`
    const page = read(markdown.replace('const x = 1', `const app = 1\n${long}\n${long} //=> 0`))
    const [file] = compileMan(page, { targets })
    expect(file?.text).toContain(`${long}\n    //=> 0\n`)
    expect(page.file.messages.map(String)).toEqual([
      'docs/F_X.2const.md:25:1-25:86: Unexpected line of code of 85 columns, expected at most 76',
      'docs/F_X.2const.md:25:1-25:86: Unexpected line of code of 85 columns, expected at most 76',
    ])
    expect(page.file.messages.map((message) => message.ruleId)).toEqual([
      'code-line-too-long',
      'code-line-too-long',
    ])
  })
})

describe('checkText', () => {
  const tree = parse('## ERRORS\n\nOne two.\n\n```\n.code(a, b)\n```\n')
  const check = (roff: string): string[] => {
    const file = new VFile({ path: 'docs/x.7.md' })
    checkText(tree, roff, file)
    return file.messages.map((message) => `${message} [${message.ruleId}]`)
  }

  it('accepts a page with all words', () => {
    expect(check('.SH ERRORS\n\\fBOne\\fR\ntwo.\n.EX\n\\&.code(a, b)\n.EE\n')).toEqual([])
  })

  it('reports a lost word', () => {
    expect(check('.SH ERRORS\n.two\nOne\n.EX\n\\&.code(a, b)\n.EE\n')).toEqual([
      'docs/x.7.md:3:1-3:9: Unexpected manual page without `two`, expected every word of the page [man-text-lost]',
    ])
  })

  it('reports a lost line of code', () => {
    expect(check('.SH ERRORS\nOne two.\ncode\na b\n')).toEqual([
      'docs/x.7.md:5:1-7:4: Unexpected manual page without `.code(a, b)`, expected every word of the page [man-text-lost]',
    ])
  })
})
