import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import type { Evidence, Run } from '../../../tools/evidence/index.ts'
import type { Target } from '../../../tools/outcome/index.ts'
import { compileMan } from '../../compile-man.ts'
import { readPage } from '../../read-page.ts'
import { itWith, renderGroff, renderMandoc, runTool } from '../find-tool.ts'

const names = ['sim:rfc-v1', 'sim:rfc-v2', 'host']
const targets: readonly Target[] = names.map((name) => ({
  name,
  selectors: [name.replace('sim:', '')],
  module: '',
  options: {},
}))
const count = 120

/**
 * Compile a page of many examples, each with the same outcome on the targets `ran`. Distances
 * differ, so some table crosses the end of a printed page.
 */
function compile(ran: readonly string[]): string {
  const fences = Array.from(
    { length: count },
    (_, index) => `${'Text.\n\n'.repeat((index % 5) + 1)}\`\`\`ts name=e${index}
await app.fcntl(fd, F_SETLEASE, F_LAYOUT)   //=> 0
await app.fcntl(fd, F_GETLEASE)             //=> 0
await app.fcntl(fd, F_SETLEASE, F_UNLCK)    //=> 0
\`\`\`
`,
  )
  const value = `---
date: 2026-11-22
---

# many(7) -- many examples

## DESCRIPTION

${fences.join('\n')}`
  const page = readPage(new VFile({ path: 'docs/many.7.md', value }), { targets })
  if (!page) throw new Error('Unexpected page without title')
  const run = { outcomes: ['0', '0', '0'], release: '6.1', fs: 'ext4', date: '2026-11-21' }
  const runs = Object.fromEntries(ran.map((name) => [name, run]))
  const evidence: Evidence = {
    page: 'many.7',
    examples: Object.fromEntries(
      page.examples.map(({ labels, hash }) => [labels.name, { hash, runs }]),
    ),
  }
  const [file] = compileMan(page, { targets, evidence, version: 'manproof 0.1' })
  return file?.text ?? ''
}

/** Compile a page with an example whose outcomes differ between targets. */
function compileDiffering(outcomes: readonly string[]) {
  const value = `---
date: 2026-11-22
---

# x(7) -- a page

## DESCRIPTION

\`\`\`ts name=wide
await app.fcntl(fd, F_SETLEASE, F_LAYOUT)   //=> 0
const cut = other.ftruncate(otherFd, 0)     //=> 0
\`\`\`
`
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets })
  const [example] = page?.examples ?? []
  if (!page || !example) throw new Error('Unexpected page without an example')
  const runs = targets.map(({ name }, index): [string, Run] => {
    const outcome = outcomes[index] ?? ''
    const run = { release: '6.1', fs: 'ext4', date: '2026-11-21' }
    return [name, { ...run, outcomes: [outcome, 'blocks'] }]
  })
  const recorded = { wide: { hash: example.hash, runs: Object.fromEntries(runs) } }
  return compileMan(page, { targets, evidence: { page: 'x.7', examples: recorded } })
}

describe('tables of outcomes', () => {
  it('say `every target` only if every target ran', () => {
    expect(compile(names).match(/^Outcome of .*$/m)?.[0]).toBe('Outcome of e0@on every target')
    expect(compile(['sim:rfc-v2']).match(/^Outcome of .*$/m)?.[0]).toBe(
      'Outcome of e0@\\%sim:rfc-v2',
    )
  })

  itWith('groff')('draw no warning at the end of a printed page', () => {
    const warn = (device: string): string =>
      runTool('groff', ['-t', '-man', '-ww', '-z', device], compile(names)).stderr
    expect([warn('-Tutf8'), warn('-Tps')]).toEqual(['', ''])
  })

  itWith('groff')('have no empty line inside', () => {
    const shown = renderGroff(compile(names), '80n').split('\n')
    const heads = shown.flatMap((line, index) => (/^ +Outcome /.test(line) ? [index] : []))
    expect(heads).toHaveLength(count)
    expect(heads.filter((head) => shown.slice(head, head + 4).includes(''))).toEqual([])
  })

  itWith('mandoc')('become a list if they do not fit', async () => {
    const outcomes = ['0', `"${'long '.repeat(20)}"`, `"${'x'.repeat(90)}"`]
    const [file] = compileDiffering(outcomes)
    const text = file === undefined ? '' : renderMandoc(file.text)
    const shown = text.slice(text.indexOf('Outcome of'), text.indexOf('\nNOTES'))
    await expect(shown).toMatchFileSnapshot('../pages/outcome-list.txt')
  })
})

it('places what remark-man loses of outcomes at their example', () => {
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n\`\`\`ts name=it\nawait call() //=> ok\n\`\`\`\n`
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets })
  const [example] = page?.examples ?? []
  if (!page || !example) throw new Error('Unexpected page without an example')
  const runs = Object.fromEntries(
    targets.map(({ name }, index): [string, Run] => [
      name,
      { outcomes: [`"x@y ${index}"`], release: '6.1', fs: 'ext4', date: '2026-11-21' },
    ]),
  )
  const evidence = { page: 'x.7', examples: { it: { hash: example.hash, runs } } }
  compileMan(page, { targets, evidence, engine: 'remark-man' })
  expect(page.file.messages.length).toBeGreaterThan(0)
  expect(page.file.messages.map(({ ruleId, line }) => `${ruleId} ${line}`)).toMatchInlineSnapshot(`
    [
      "man-text-lost 9",
      "man-text-lost 9",
      "man-text-lost 9",
      "man-text-lost 9",
      "man-text-lost 9",
      "roff-title 1",
      "roff-name 7",
      "roff-sign 7",
      "roff-paragraph 7",
      "roff-hint 9",
      "roff-blank 9",
      "roff-blank 9",
      "roff-table 9",
      "roff-blank 9",
      "roff-table 9",
      "roff-paragraph 9",
      "roff-escape 9",
      "roff-sign 9",
      "roff-escape 9",
      "roff-sign 9",
      "roff-escape 9",
      "roff-sign 9",
    ]
  `)
})
