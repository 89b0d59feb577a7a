import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { syntaxOf } from '../../tools/page/index.ts'
import { readPage } from '../read-page.ts'

const value = `---
date: 2026-11-22
---

# x(7) -- a page

## DESCRIPTION

\`\`\`ts name=one
await open()  //=> 3
\`\`\`
`

test('the code of an example is parsed once, and again only if it differs', () => {
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets: [] })
  const [example] = page?.examples ?? []
  if (example === undefined) throw new Error('Unexpected page, expected an example')
  const syntax = syntaxOf(example)
  expect(syntaxOf(example)).toBe(syntax)
  const other = syntaxOf({ ...example, code: 'await close()' })
  expect(other).not.toBe(syntax)
  expect(other.program.end).toBe('await close()'.length)
})
