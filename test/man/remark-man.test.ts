import remarkMan from 'remark-man'
import { unified } from 'unified'
import { expect, it } from 'vitest'
import { toRoff } from '../../tools/man/index.ts'
import { describeWith, lint, renderMandoc } from './find-tool.ts'
import { parse } from './make-spec.ts'
import { lostWords } from './words.ts'

const title = '# page(7) -- a page\n\n## DESCRIPTION\n\n'

function plainRemarkMan(markdown: string): string {
  return String(
    unified()
      .use(remarkMan, { date: 0 })
      .stringify(parse(title + markdown)),
  )
}

function own(markdown: string): string {
  const header = { names: ['page'], section: '7', title: 'a page', date: '2026-11-22' }
  return toRoff(parse(title + markdown), header)
}

const words = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? []

/** What remark-man 9.0.0 loses, each shown on the installed version: the guard is for these. */
const losses: readonly (readonly [defect: string, markdown: string])[] = [
  ['a line that starts with a full stop', '.dotted first word'],
  ['a line that starts with an apostrophe', "'twas a lease"],
  ['code that starts with a full stop', '```\n./configure\n```'],
  ['code that hides the rest of the page', '```\n.ig\n```\n\nthe rest'],
  ['a cell with an at sign', '| a | b |\n| - | - |\n| x@y z | w |'],
  ['a cell that starts with a full stop', '| a | b |\n| - | - |\n| .x | w |'],
  ['a footnote', 'A[^1]\n\n[^1]: note'],
  ['raw HTML', '<div>text</div>'],
]

describeWith('mandoc')('where remark-man loses text', () => {
  it.each(losses)('the guarded compiler keeps %s', (_, markdown) => {
    const tree = parse(markdown)
    expect(lostWords(tree, renderMandoc(plainRemarkMan(markdown)))).not.toEqual([])
    expect(lostWords(tree, renderMandoc(own(markdown)))).toEqual([])
  })

  it('no warning is drawn that remark-man draws', () => {
    const markdown = '- a\n  - b\n    - c\n  - d\n\nText.'
    expect(lint(plainRemarkMan(markdown))).not.toEqual([])
    expect(lint(own(markdown))).toEqual([])
  })
})

describeWith('mandoc')('where remark-man is right', () => {
  it.each([
    'Plain words, **strong** and *emphasis* and `code` in a sentence.',
    'One paragraph.\n\nAnother one.',
    'Text.\n\n### A subsection\n\nMore text.',
  ])('the same words are printed for %s', (markdown) => {
    const skipHeader = (text: string): string[] =>
      words(text).slice(words(text).indexOf('DESCRIPTION'), -4)
    const body = (roff: string): string[] =>
      skipHeader(renderMandoc(roff)).filter(
        (word) => !/^(?:1970|January|2026|11|22|page|7)$/.test(word),
      )
    expect(body(own(markdown))).toEqual(body(plainRemarkMan(markdown)))
  })
})
