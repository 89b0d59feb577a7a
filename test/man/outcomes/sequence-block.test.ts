import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { Evidence } from '../../../tools/evidence/index.ts'
import { compileMan } from '../../compile-man.ts'
import { readPage } from '../../read-page.ts'

const text = `---
date: 2026-11-22
---

# page(7) -- a page of tests

## DESCRIPTION

\`\`\`ts name=it
await call() //=> blocks
\`\`\`

\`\`\`ts name=again
await again() //=> blocks
\`\`\`

### More

\`\`\`ts name=more
await more() //=> blocks
\`\`\`
`
const targets = [{ name: 'sim', selectors: ['sim'], module: 'file:///none', options: {} }]
const input = [
  { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDONLY'] },
  { id: 2, process: 'B', call: 'truncate', args: ['f', 0] },
]
const output = [
  { id: 1, result: 3, at: 0 },
  { id: 2, blocked: true, at: 0 },
  { signal: 'SIGIO', process: 'A', at: 0 },
  { id: 2, result: 0, at: 45 },
]

function compile(chart: { input: readonly object[]; output: readonly object[] }, hash?: string) {
  const page = readPage(new VFile({ path: 'docs/page.7.md', value: text }), { targets })
  if (page === undefined) throw new Error('Unexpected page, expected one that can be read')
  const run = { outcomes: ['blocks'], release: 'r', fs: 'f', date: '2026-11-22' }
  const examples = page.examples.map((example) => {
    const recorded = { hash: hash ?? example.hash, runs: { sim: run } }
    return [example.labels.name, { ...recorded, chart: { target: 'sim', ...chart } }]
  })
  const evidence = { page: 'page.7', examples: Object.fromEntries(examples) } as Evidence
  const [file] = compileMan(page, { targets, version: 'test 1', evidence })
  return file?.text ?? ''
}

test('a recorded run is drawn below the outcomes', () => {
  const roff = compile({ input, output })
  expect(roff.slice(roff.indexOf('Sequence on sim'), roff.indexOf('again'))).toMatchInlineSnapshot(`
    "Sequence on sim:
    .P
    .in +4n
    .EX
    A                         B
    + open("f", O_RDONLY) = 3 |
    |                         + truncate("f", 0) ...
    |<\\-\\-\\-\\-\\-\\-\\-\\- SIGIO \\-\\-\\-\\-\\-\\-\\-\\-\\-#
    ===================== 45 s =====================
    |                         #
    |                         + truncate() = 0
    |                         |
    .EE
    .in
    .P
    .in +4n
    .EX
    await "
  `)
})

test('a chart that does not fit, or is from an older example, is left out', () => {
  const names = Array.from({ length: 9 }, (_, index) => `process-${index}`)
  const many = names.map((process, id) => ({ id, process, call: 'fsync', args: [3] }))
  const wide = many.map(({ id }) => ({ id, blocked: true, at: 0 }))
  expect(compile({ input: many, output: wide })).not.toContain('Sequence')
  const steps = Array.from({ length: 50 }, (_, id) => ({ id, process: 'A', call: 'x', args: [] }))
  const long = steps.map(({ id }) => ({ id, blocked: id === 49, result: 0, at: 0 }))
  expect(compile({ input: steps, output: long })).not.toContain('Sequence')
  expect(compile({ input, output }, 'old')).not.toContain('Sequence')
})

test('the first example under each heading is drawn', () => {
  expect(compile({ input, output }).match(/Sequence on sim/g)).toHaveLength(2)
})

test('a run in which no process sleeps has no chart', () => {
  expect(compile({ input, output: output.slice(0, 1) })).not.toContain('Sequence')
})
