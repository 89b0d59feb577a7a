import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { matchPages } from '../../../tools/manual/config/match-pages.ts'
import { openFolder } from '../run-cli.ts'

const files = {
  'docs/a.7.md': '',
  'docs/b.2const.md': '',
  'docs/readme.md': '',
  'docs/internals/c.7.md': '',
  'docs/evidence/a.7.json': '',
  'docs/node_modules/x/d.7.md': '',
  'node_modules/x/docs/d.7.md': '',
  '.hidden/f.7.md': '',
  '[old] (a)/g.7.md': '',
  'e.1.md': '',
}

const deep = ['[old] (a)/g.7.md', 'docs/a.7.md', 'docs/internals/c.7.md', 'e.1.md']

test.each([
  ['docs/*.*.md', ['docs/a.7.md', 'docs/b.2const.md']],
  ['docs/**/*.7.md', ['docs/a.7.md', 'docs/internals/c.7.md']],
  ['**/*.?.md', deep],
  ['e.1.md', ['e.1.md']],
  ['.hidden/*.md', ['.hidden/f.7.md']],
  ['[old] (a)/*.md', ['[old] (a)/g.7.md']],
  ['docs/(a).7.md', []],
  ['docs/{a,b}.*.md', []],
  ['!docs/a.7.md', []],
  ['none/*.md', []],
])('`%s` matches files, sorted', (glob, expected) => {
  using folder = openFolder(files)
  expect(matchPages(folder.path, glob)).toEqual(expected)
})

test('a link to a page is a page, and a link to a folder is not entered', () => {
  using outside = openFolder({ 'far/h.7.md': '' })
  using folder = openFolder(files)
  symlinkSync(join(outside.path, 'far'), join(folder.path, 'docs/far'))
  symlinkSync(join(outside.path, 'far/h.7.md'), join(folder.path, 'docs/near.7.md'))
  expect(matchPages(folder.path, 'docs/**/*.7.md')).toEqual([
    'docs/a.7.md',
    'docs/internals/c.7.md',
    'docs/near.7.md',
  ])
})
