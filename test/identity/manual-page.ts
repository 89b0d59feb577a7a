import fc from 'fast-check'
import type { BlockContent, List, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'

const printer = unified().use(remarkStringify).use(remarkGfm, { singleTilde: false }).freeze()

const word = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{1,9}$/) },
  fc.constantFrom('.so', "'br", '\\fB', '\\n(.g', '--', '-1', 'a-b', 'T{', '_', '|', '@', '=', '*'),
  fc.constantFrom(
    'é',
    '“q”',
    '中文',
    'F_LAYOUT',
    'end.',
    'e.g.',
    '<b>',
    '&amp;',
    '#',
    '1.',
    '+',
    '`',
  ),
)
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '))
const text = words.map((value): PhrasingContent => ({ type: 'text', value }))
const inline: fc.Arbitrary<PhrasingContent> = fc.oneof(
  { weight: 4, arbitrary: text },
  words.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
  fc
    .tuple(fc.constantFrom('strong', 'emphasis'), text)
    .map(([type, child]) => ({ type, children: [child] }) as PhrasingContent),
  text.map(
    (child): PhrasingContent => ({
      type: 'link',
      url: 'https://example.org/a-b_c',
      children: [child],
    }),
  ),
)
/** Phrases that begin and end with a word, lest a mark touch a line end. */
const phrasing = fc
  .array(inline, { maxLength: 4 })
  .map((all): PhrasingContent[] => [
    { type: 'text', value: 'first ' },
    ...all.flatMap((each): PhrasingContent[] => [each, { type: 'text', value: ' and ' }]),
    { type: 'text', value: 'last' },
  ])

const paragraph = phrasing.map((children): BlockContent => ({ type: 'paragraph', children }))
const codeBlock = fc
  .tuple(
    fc.constantFrom('', 'c', 'sh', 'json', 'text'),
    fc.array(words, { minLength: 1, maxLength: 4 }),
  )
  .map(([lang, lines]): BlockContent => ({ type: 'code', lang, value: lines.join('\n') }))
/** Cells are short: a table that is too wide becomes a list, which repeats the names of columns. */
const cell = word.map((value): PhrasingContent => ({ type: 'text', value }))
const row = (columns: number): fc.Arbitrary<TableRow> =>
  fc.array(cell, { minLength: columns, maxLength: columns }).map((cells) => ({
    type: 'tableRow',
    children: cells.map((child) => ({ type: 'tableCell', children: [child] })),
  }))
const table = fc
  .integer({ min: 1, max: 3 })
  .chain((columns) =>
    fc
      .array(row(columns), { minLength: 1, maxLength: 4 })
      .map((children): BlockContent => ({ type: 'table', children })),
  )
const heading = phrasing.map((children): RootContent => ({ type: 'heading', depth: 3, children }))

const block = fc.letrec<{ block: RootContent; item: ListItem }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: paragraph },
    codeBlock,
    table,
    heading,
    fc
      .array(tie('block'), { minLength: 1, maxLength: 3 })
      .map(
        (children): RootContent => ({ type: 'blockquote', children: children as BlockContent[] }),
      ),
    fc.tuple(fc.boolean(), fc.nat(12), fc.array(tie('item'), { minLength: 1, maxLength: 3 })).map(
      ([ordered, start, children]): List => ({
        type: 'list',
        ordered,
        ...(ordered && { start }),
        spread: children.some(({ spread }) => spread),
        children,
      }),
    ),
  ),
  item: fc
    .tuple(fc.boolean(), fc.array(tie('block'), { minLength: 1, maxLength: 3 }))
    .map(([spread, children]) => ({
      type: 'listItem',
      spread,
      children: children as BlockContent[],
    })),
})).block

/** Pages of a manual, with the constructs that such pages can have. */
export const manualPage: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 5, arbitrary: block }, heading), { minLength: 1, maxLength: 6 })
  .map((children) => {
    const body = printer.stringify({ type: 'root', children })
    return `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\nText.\n\n${body}\n## SEE ALSO\n\n**fcntl**(2)\n`
  })
