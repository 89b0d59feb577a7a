import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { Run } from '../../../tools/evidence/index.ts'
import { compileMan } from '../../compile-man.ts'
import { readPage } from '../../read-page.ts'

/** Compile a page with these runs of its example, and find the sentence on demonstrated targets. */
function demonstratedBy(code: string, runs: Readonly<Record<string, Run>>): string | undefined {
  const head = '---\ndate: 2026-11-22\n---\n\n# page(7) -- a page\n\n## DESCRIPTION\n\nx\n\n'
  const value = `${head}\`\`\`ts name=it\n${code}\n\`\`\`\n`
  const page = readPage(new VFile({ path: 'docs/page.7.md', value }), { targets: [] })
  if (!page) throw new Error('Unexpected page without title')
  const hash = page.examples[0]?.hash ?? ''
  const evidence = { page: 'page.7', examples: { it: { hash, runs } } }
  const [file] = compileMan(page, { targets: [], version: 'manproof 0.1', evidence })
  const [, part] = /^\.SS Demonstrated\n(.*)/ms.exec(file?.text ?? '') ?? []
  return part?.replace(/\n(?!\.)/g, ' ').split('\n')[0]
}

const run: Run = { outcomes: [], release: '6.18', fs: 'ext4-dax', date: '2026-11-29' }

test('without claims, the sentence is about the run', () => {
  expect(demonstratedBy('await f()', { 'sim:linux-6.18': run })).toBe(
    'The example of this page has run to its end on this target.',
  )
})

test('with claims, it is about the outcomes', () => {
  const runs = { 'sim:a': { ...run, outcomes: ['0'] }, 'sim:b': { ...run, outcomes: ['0'] } }
  expect(demonstratedBy('await f() //=> 0', runs)).toBe(
    'The outcomes below the examples of this page were recorded on these targets.',
  )
})

test('an example that opened no world demonstrates nothing', () => {
  expect(demonstratedBy('await f()', { 'sim:a': { ...run, fs: 'none' } })).toBeUndefined()
})
