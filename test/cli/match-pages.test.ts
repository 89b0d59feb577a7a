import { expect, test } from 'vitest'
import { matchPages } from '../../tools/manual/match-pages.ts'
import { openFolder } from './run-cli.ts'

const files = {
  'docs/a.7.md': '',
  'docs/b.2const.md': '',
  'docs/readme.md': '',
  'docs/internals/c.7.md': '',
  'docs/evidence/a.7.json': '',
  'node_modules/x/docs/d.7.md': '',
  'e.1.md': '',
}

test.each([
  ['docs/*.*.md', ['docs/a.7.md', 'docs/b.2const.md']],
  ['docs/**/*.7.md', ['docs/a.7.md', 'docs/internals/c.7.md']],
  ['**/*.?.md', ['docs/a.7.md', 'docs/internals/c.7.md', 'e.1.md']],
  ['e.1.md', ['e.1.md']],
  ['docs/(a).7.md', []],
  ['none/*.md', []],
])('`%s` matches its files, sorted', (glob, expected) => {
  using folder = openFolder(files)
  expect(matchPages(folder.path, glob)).toEqual(expected)
})
