import { expect, it } from 'vitest'
import { describeWith } from '../find-tool.ts'
import { judgePages } from './judge-pages.ts'

/** Faults that random pages have found, each as small as possible. */
const pages: readonly (readonly [what: string, markdown: string])[] = [
  ['an accent after an address, on its last letter', '[x](#y) a@b.org\u0301a, org'],
  ['accents of two nodes, in another order than Unicode sorts them', '[\u0323](#x)\u05b0'],
  [
    'a word before a link that stands alone earlier, too',
    '| a |\n| - |\n| [x](https://b.org) b[hA](https://e.org) |',
  ],
  ['a sigma that ends a word in one node only', "\u039f\u03a3'a"],
  ['a sign of which groff prints half', '\u{1112f}'],
  ['signs that groff takes for each other', '\u226a \u226b'],
  ['HTML and addresses in a title', '# a <sub> ![b](https://e.org/x) [c](./d)\n\n## E\n\nf'],
  ['a title that is struck out', '# ~~not~~ valid\n\n## E\n\nf'],
  ['control characters at the ends of a title', '# \f a \u000b\n\n## E\n\nf'],
  ['a title of signs, below a description', '---\ndescription: x\n---\n\n# !?\n\n## E\n\nf'],
  ['HTML of several lines that end in CR and LF', '<div>\r\na\r\n</div>\r\n'],
  ['a link whose text begins with a line break', '## a[<br>b](https://e.org)'],
  ['a link without text, beside a word', 'a[](https://e.org)b'],
  ['a control character as a prototype', '## SYNOPSIS\n\n```c\n\u000b\n```\n'],
  ['an empty heading inside a quotation', '> #### \n>\n> a'],
]

describeWith('mandoc', 'groff')('faults that random pages have found', () => {
  it.each(pages)('%s', (_, markdown) => {
    expect(judgePages([markdown])).toEqual([[]])
  })
})
