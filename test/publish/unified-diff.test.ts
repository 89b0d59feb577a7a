import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unifiedDiff } from '../../tools/publish/unified-diff.ts'
import fc from '../seeded.ts'

test('equal texts have no difference', () => {
  expect(unifiedDiff('a\nb\n', 'a\nb\n', 'x')).toBe('')
})

test('a changed line is shown with three lines of context', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\n'
  expect(unifiedDiff(before, before.replace('e', 'E'), 'x.md')).toMatchInlineSnapshot(`
    "--- a/x.md
    +++ b/x.md
    @@ -2,7 +2,7 @@
     b
     c
     d
    -e
    +E
     f
     g
     h
    "
  `)
})

test('distant changes are hunks of their own', () => {
  const before = Array.from({ length: 30 }, (_, index) => `${index}\n`).join('')
  const after = before.replace('2\n', 'two\n').replace('\n25\n', '\ntwenty-five\n')
  const heads = unifiedDiff(before, after, 'x').match(/^@@.*$/gm)
  expect(heads).toEqual(['@@ -1,6 +1,6 @@', '@@ -23,7 +23,7 @@'])
})

test('patch(1) turns the old text into the new one', ({ skip }) => {
  try {
    execFileSync('patch', ['--version'])
  } catch {
    skip('patch is not installed')
  }
  const line = fc.constantFrom('a', 'b', 'c', '', ' x', '-y', '+z')
  const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.map((l) => `${l}\n`).join(''))
  const folder = mkdtempSync(join(tmpdir(), 'manproof-diff-'))
  const path = join(folder, 'x')
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && after !== '' && before !== '')
        writeFileSync(path, before)
        execFileSync('patch', ['-s', '-p1'], {
          cwd: folder,
          input: unifiedDiff(before, after, 'x'),
        })
        return readFileSync(path, 'utf8') === after
      }),
      { numRuns: 60 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})
