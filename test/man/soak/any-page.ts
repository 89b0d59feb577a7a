import fc from 'fast-check'
import type {
  BlockContent,
  Definition,
  FootnoteDefinition,
  ListItem,
  PhrasingContent,
  Root,
  RootContent,
  TableCell,
  TableRow,
} from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { markLeaves } from '../losses/mark-leaves.ts'
import { anyCode, anyHtml, anyWord, anyWords } from './any-text.ts'

const printer = unified()
  .use(remarkStringify)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkFrontmatter, ['yaml'])
  .freeze()

const text: fc.Arbitrary<PhrasingContent> = anyWords.map((value) => ({ type: 'text', value }))
const url = fc.constantFrom(
  'https://example.org/a-b?c=~d&e=.f',
  "https://example.org/it's/_x_/[y]",
  'http://example.org',
  'mailto:me@example.org',
  '#description',
  './other.txt',
  '',
)
const linkTitle = fc.option(anyWords, { freq: 4 })
const label = fc.constantFrom('one', 'two')
const note = fc.constantFrom('n1', '1-2')

const html = fc
  .constantFrom('<br>', '<br/>', '<sub>', '</b>', '<a href="x.y">', '<!-- c -->')
  .map((value): PhrasingContent => ({ type: 'html', value }))
const image = fc
  .tuple(url, fc.option(anyWords, { freq: 4 }), linkTitle)
  .map(([to, alt, title]): PhrasingContent => ({ type: 'image', url: to, alt, title }))
/** Nodes in the text of a link: all but links. */
const linked: fc.Arbitrary<PhrasingContent> = fc.oneof(
  { weight: 4, arbitrary: text },
  anyWords.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
  fc
    .tuple(fc.constantFrom('strong', 'emphasis', 'delete'), text)
    .map(([type, child]) => ({ type, children: [child] }) as PhrasingContent),
  html,
  image,
)
/** References to pages, which the compiler sets on their own lines. */
const reference: fc.Arbitrary<PhrasingContent[]> = fc
  .tuple(
    fc.constantFrom<PhrasingContent>(
      { type: 'strong', children: [{ type: 'text', value: 'fcntl' }] },
      { type: 'emphasis', children: [{ type: 'text', value: 'git-a_b' }] },
      { type: 'inlineCode', value: 'F_X' },
    ),
    fc.constantFrom('(2)', '(2const), ', '(7).', '(8)x'),
  )
  .map(([page, value]) => [page, { type: 'text', value }])
/** References with signs, code, links and emphasis before and between them, without a blank. */
const glued: fc.Arbitrary<PhrasingContent[]> = fc
  .array(
    fc.tuple(
      fc
        .constantFrom('', '/', '-', '(', '"', '\u00a0', '\u2026', 'x')
        .map((value): PhrasingContent => ({ type: 'text', value })),
      fc.oneof({ weight: 3, arbitrary: reference }, { weight: 1, arbitrary: fc.tuple(linked) }),
    ),
    { minLength: 2, maxLength: 4 },
  )
  .map((parts) => parts.flatMap(([joint, nodes]) => [joint, ...nodes]))

const phrasing: fc.Arbitrary<PhrasingContent[]> = fc.letrec<{
  inline: PhrasingContent
  inlines: PhrasingContent[]
}>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: text },
    anyWords.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
    fc.constant<PhrasingContent>({ type: 'break' }),
    html,
    fc
      .tuple(fc.constantFrom('strong', 'emphasis', 'delete'), tie('inlines'))
      .map(([type, children]) => ({ type, children }) as PhrasingContent),
    fc
      .tuple(url, fc.array(linked, { maxLength: 3 }), linkTitle)
      .map(
        ([to, children, title]): PhrasingContent => ({ type: 'link', url: to, title, children }),
      ),
    fc.tuple(label, fc.array(linked, { minLength: 1, maxLength: 2 })).map(
      ([identifier, children]): PhrasingContent => ({
        type: 'linkReference',
        identifier,
        referenceType: 'full',
        children,
      }),
    ),
    image,
    fc.tuple(label, anyWords).map(
      ([identifier, alt]): PhrasingContent => ({
        type: 'imageReference',
        identifier,
        referenceType: 'full',
        alt,
      }),
    ),
    note.map((identifier): PhrasingContent => ({ type: 'footnoteReference', identifier })),
  ),
  inlines: fc.oneof(
    { weight: 9, arbitrary: fc.array(tie('inline'), { minLength: 1, maxLength: 4 }) },
    reference,
    glued,
  ),
})).inlines

const depth = fc.constantFrom(...([1, 2, 2, 3, 3, 4, 5, 6] as const))
const definitions: readonly Definition[] = [
  { type: 'definition', identifier: 'one', url: 'https://example.org/one', title: "it's" },
  { type: 'definition', identifier: 'two', url: './two.md' },
]

const cell: fc.Arbitrary<TableCell> = fc
  .oneof(
    { weight: 4, arbitrary: phrasing },
    fc.constant<PhrasingContent[]>([]),
    anyWord.map((value): PhrasingContent[] => [{ type: 'text', value }]),
  )
  .map((children) => ({ type: 'tableCell', children }))
const table: fc.Arbitrary<BlockContent> = fc
  .tuple(
    fc.array(fc.constantFrom('left' as const, 'center' as const, 'right' as const, null), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  )
  .map(([align, rows]) => ({
    type: 'table',
    align,
    children: rows.map((children): TableRow => ({ type: 'tableRow', children })),
  }))

const block: fc.Arbitrary<BlockContent> = fc.letrec<{ block: BlockContent; item: ListItem }>(
  (tie) => ({
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      {
        weight: 3,
        arbitrary: phrasing.map((children): BlockContent => ({ type: 'paragraph', children })),
      },
      fc
        .tuple(fc.constantFrom(null, 'c', 'ts', 'console'), anyCode)
        .map(([lang, value]): BlockContent => ({ type: 'code', lang, value })),
      table,
      fc.constant<BlockContent>({ type: 'thematicBreak' }),
      anyHtml.map((value): BlockContent => ({ type: 'html', value })),
      // Containers can hold these, too; a section would end.
      fc
        .tuple(depth, phrasing)
        .map(([of, children]): BlockContent => ({ type: 'heading', depth: of, children })),
      fc.constantFrom(...definitions) as fc.Arbitrary<RootContent> as fc.Arbitrary<BlockContent>,
      fc
        .array(tie('block'), { minLength: 1, maxLength: 3 })
        .map((children): BlockContent => ({ type: 'blockquote', children })),
      fc
        .tuple(
          fc.constantFrom(null, null, 0, 1, 9, 99, 999_999_990),
          fc.boolean(),
          fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
        )
        .map(
          ([start, spread, children]): BlockContent =>
            ({ type: 'list', ordered: start !== null, start, spread, children }) as BlockContent,
        ),
    ),
    item: fc.oneof(
      fc
        .tuple(fc.constantFrom(null, true, false), fc.array(tie('block'), { maxLength: 3 }))
        .map(([checked, children]): ListItem => ({ type: 'listItem', checked, children })),
      // The compiler sets this as a tag with its text.
      fc.tuple(anyWords, anyWords).map(
        ([term, value]): ListItem => ({
          type: 'listItem',
          children: [
            {
              type: 'paragraph',
              children: [
                { type: 'strong', children: [{ type: 'text', value: term }] },
                { type: 'text', value: ` -- ${value}` },
              ],
            },
          ],
        }),
      ),
    ),
  }),
).block

const heading: fc.Arbitrary<RootContent> = fc
  .tuple(depth, fc.oneof({ weight: 9, arbitrary: phrasing }, fc.constant<PhrasingContent[]>([])))
  .map(([of, children]) => ({ type: 'heading', depth: of, children }))
/** Sections that the compiler treats specially. */
const section: fc.Arbitrary<RootContent[]> = fc
  .tuple(fc.constantFrom('SYNOPSIS', 'ERRORS', 'SEE ALSO', 'NAME', 'EXAMPLES'), anyCode, block)
  .map(([value, code, content]) => [
    { type: 'heading', depth: 2, children: [{ type: 'text', value }] },
    { type: 'code', lang: 'c', value: code },
    content,
  ])

const noted: fc.Arbitrary<FootnoteDefinition[]> = fc.tuple(block, block).map(([first, second]) => [
  { type: 'footnoteDefinition', identifier: 'n1', children: [first] },
  { type: 'footnoteDefinition', identifier: '1-2', children: [second] },
])

const described = { type: 'text' as const, value: 'DESCRIPTION' }

const tree: fc.Arbitrary<Root> = fc
  .tuple(
    fc.constantFrom('', 'date: 2026-11-22', "description: 'qqit''s \\fBqq .soqq %'"),
    fc.option(phrasing, { freq: 2 }),
    fc.boolean(),
    fc.array(fc.oneof(heading, { weight: 4, arbitrary: block }), { minLength: 1, maxLength: 6 }),
    fc.option(section, { freq: 3, nil: [] }),
    fc.option(noted, { freq: 4, nil: [] }),
  )
  .map(([matter, title, isBare, blocks, more, notes]) => ({
    type: 'root',
    children: [
      ...(matter ? [{ type: 'yaml' as const, value: matter }] : []),
      ...(title ? [{ type: 'heading' as const, depth: 1 as const, children: title }] : []),
      ...(isBare ? [] : [{ type: 'heading' as const, depth: 2 as const, children: [described] }]),
      ...blocks,
      ...more,
      ...notes,
      ...definitions,
    ],
  }))

/**
 * Markdown of every node that the compiler knows, with text that roff might run, split or swallow.
 *
 * Most leaves have a word that occurs once in the page, lest one be mistaken for another.
 */
export const anyPage: fc.Arbitrary<string> = fc
  .tuple(tree, fc.constantFrom('\n', '\n', '\n', '\r\n'))
  .map(([root, end]) => printer.stringify(markLeaves(root)).replaceAll('\n', end))
