import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { formatMessages } from '../../../tools/message/index.ts'
import { checkStyle } from '../../../tools/pipeline.ts'
import { presetPage } from '../../../tools/remark.ts'
import { readPage } from '../../read-page.ts'

function check(text: string, phrase = 'a page'): string {
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- ${phrase}\n\n## DESCRIPTION\n\n${text}\n\n## SEE ALSO\n\n**fcntl**(2)\n`
  const file = new VFile({ path: 'docs/x.7.md', value })
  const page = readPage(file, { targets: [] })
  if (!page) throw new Error('no page')
  checkStyle.runSync(page.tree, page.file)
  return formatMessages([file])
}

test('`presetStyle` is quiet on a page in good style', () => {
  const text = `One sentence (e.g., of \`e.g.\` and, with *marks*, i.e., this).
Another by J. R. Author, see \`A. B\`.
A third one ends...

### Taking it

#### F_LAYOUT

\`\`\`ts
${'a()\n'.repeat(30)}// ---cut---
${'a()\n'.repeat(24)}a()
\`\`\`
`
  expect(check(text, 'what comes, etc...')).toBe('')
})

test('`presetStyle` warns of abbreviations outside parentheses', () => {
  expect(check('> Leases, i.e. promises (i.e. that), e.g.\n> \\*this\\* etc. (x), cf. that')).toBe(
    [
      'docs/x.7.md:9:11: warning: Unexpected `i.e.` outside parentheses, expected `that is` [style-abbreviation]',
      'docs/x.7.md:9:26: warning: Unexpected `i.e.` without a comma, expected `i.e.,` [style-abbreviation]',
      'docs/x.7.md:9:38: warning: Unexpected `e.g.` outside parentheses, expected `for example` [style-abbreviation]',
      'docs/x.7.md:10:12: warning: Unexpected `etc.` outside parentheses, expected `and so on` [style-abbreviation]',
      'docs/x.7.md:10:22: warning: Unexpected `cf.` outside parentheses, expected `compare to` [style-abbreviation]',
      '',
    ].join('\n'),
  )
})

test('`presetStyle` warns about a sentence in the middle of a line', () => {
  expect(check('First one. Second one.\nThird (yes). And fourth? Fifth.')).toBe(
    [
      'docs/x.7.md:9:12: warning: Unexpected sentence in the middle of a line, expected it on a new line [style-sentence-line]',
      'docs/x.7.md:10:14: warning: Unexpected sentence in the middle of a line, expected it on a new line [style-sentence-line]',
      'docs/x.7.md:10:26: warning: Unexpected sentence in the middle of a line, expected it on a new line [style-sentence-line]',
      '',
    ].join('\n'),
  )
})

test('`presetStyle` warns of titles that are sentences or in capitals', () => {
  expect(check('### It ends.\n\ntext\n\n### TWO WORDS\n\ntext', 'this is a page.')).toBe(
    [
      'docs/x.7.md:5:1: warning: Unexpected `.` at the end of `this is a page.`, expected a phrase [style-title]',
      'docs/x.7.md:9:1: warning: Unexpected `.` at the end of `It ends.`, expected a phrase [style-heading]',
      'docs/x.7.md:13:1: warning: Unexpected capitals in `TWO WORDS`, expected them for `##` only [style-heading]',
      '',
    ].join('\n'),
  )
})

test('`presetStyle` refuses a file that no plugin has read as a page', () => {
  const file = new VFile({ path: 'docs/x.7.md', value: 'x' })
  expect(() => checkStyle.runSync({ type: 'root' }, file)).toThrow(
    'Missing page, expected `presetPage({ targets })` before `presetStyle`',
  )
  expect(() => presetPage({} as never)).toThrow(
    'Missing `targets`, expected those of the configuration',
  )
})
