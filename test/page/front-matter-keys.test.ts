import { readFileSync } from 'node:fs'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { readPage } from '../read-page.ts'

const manual = readFileSync(new URL('../../docs/manproof.1.md', import.meta.url), 'utf8')

test('manproof(1) lists the keys of front matter', () => {
  const value = '---\ndate: 2026-11-22\nunheard-of: 1\n---\n\n# x(7) -- a page\n'
  const file = new VFile({ path: 'docs/x.7.md', value })
  readPage(file, { targets: [] })
  const [, expected = ''] = String(file.messages[0]?.reason).split(', expected ')
  const keys = expected.match(/`\w+`/g)
  const [, listed = ''] = manual.split('Front matter in YAML may have these keys.\n\n')
  const [list = ''] = listed.split('\n\n')
  expect(list.match(/(?<=^- )`\w+`/gm)).toEqual(keys)
})
