import type {
  BlockContent,
  ListItem,
  PhrasingContent,
  Root,
  RootContent,
  TableCell,
  TableRow,
} from 'mdast'
import { describe, expect, it } from 'vitest'
import { compileMan } from '../../compile-man.ts'
import fc from '../../seeded.ts'
import { itWith, lint, renderMandoc } from '../find-tool.ts'
import { makePage } from '../soak/make-page.ts'
import { lostWords } from './words.ts'

/** Text that roff might run, split, swap or swallow. */
const hostile = fc.oneof(
  fc.constantFrom(
    '.so',
    '.ig',
    '.',
    '...',
    "'br",
    "'",
    '\\',
    '\\fB',
    '\\n(.g',
    '\\"',
    '"',
    '-',
    '--x',
  ),
  fc.constantFrom(
    'T{',
    'T}',
    '_',
    '=',
    '@',
    '|',
    '.TE',
    '.TS',
    '\\&',
    '\\c',
    '%',
    '`',
    '~',
    '^',
    '#',
  ),
  fc.constantFrom(
    'EAGAIN',
    'F_LAYOUT',
    'end.',
    'e.g.',
    'Next',
    'fcntl(2)',
    'é',
    '—',
    '“q”',
    '\ue001',
    '\ue080',
  ),
  fc.stringMatching(/^[ -~]{1,12}$/),
)
const words: fc.Arbitrary<string> = fc
  .array(hostile, { minLength: 1, maxLength: 8 })
  .map((list) => list.join(' ').trim() || 'x')

const text: fc.Arbitrary<PhrasingContent> = words.map((value) => ({ type: 'text', value }))
const inline: fc.Arbitrary<PhrasingContent> = fc.oneof(
  text,
  words.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
  fc
    .tuple(
      fc.constantFrom('strong', 'emphasis', 'delete'),
      fc.array(text, { minLength: 1, maxLength: 2 }),
    )
    .map(([type, children]) => ({ type, children }) as PhrasingContent),
  fc.array(text, { minLength: 1, maxLength: 2 }).map(
    (children): PhrasingContent => ({
      type: 'link',
      url: 'https://example.org/a-b?c=~d',
      children,
    }),
  ),
  fc.constant<PhrasingContent>({ type: 'break' }),
)
const phrasing: fc.Arbitrary<PhrasingContent[]> = fc
  .array(inline, { minLength: 1, maxLength: 4 })
  // Nodes without a blank between them would be one word; `gluedParagraphs` are such.
  .map((nodes) => nodes.flatMap((node): PhrasingContent[] => [node, { type: 'text', value: ' ' }]))

const row = (width: number): fc.Arbitrary<TableRow> =>
  fc
    .array(
      phrasing.map((children): TableCell => ({ type: 'tableCell', children })),
      {
        minLength: 1,
        maxLength: width,
      },
    )
    .map((children) => ({ type: 'tableRow', children }))

const { block } = fc.letrec<{ block: BlockContent; item: ListItem }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    phrasing.map((children): BlockContent => ({ type: 'paragraph', children })),
    fc
      .array(fc.oneof(words, fc.constant('')), { minLength: 1, maxLength: 4 })
      .map((lines): BlockContent => ({ type: 'code', value: lines.join('\n') })),
    fc
      .array(row(4), { minLength: 1, maxLength: 4 })
      .map((children): BlockContent => ({ type: 'table', children })),
    fc
      .array(tie('block'), { minLength: 1, maxLength: 3 })
      .map((children): BlockContent => ({ type: 'blockquote', children })),
    fc
      .tuple(fc.boolean(), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
      .map(([ordered, children]): BlockContent => ({ type: 'list', ordered, children })),
  ),
  item: fc
    .array(tie('block'), { minLength: 1, maxLength: 3 })
    .map((children): ListItem => ({ type: 'listItem', children })),
}))

const heading: fc.Arbitrary<RootContent> = fc
  .tuple(fc.constantFrom(2 as const, 3 as const, 4 as const), phrasing)
  .map(([depth, children]) => ({ type: 'heading', depth, children }))

const tree: fc.Arbitrary<Root> = fc
  .array(fc.oneof(heading, block), { minLength: 1, maxLength: 6 })
  .map((children) => ({
    type: 'root',
    children: [
      { type: 'heading', depth: 2, children: [{ type: 'text', value: 'DESCRIPTION' }] },
      ...children,
    ],
  }))

function compile(root: Root): { roff: string; messages: string[] } {
  const page = makePage('', { tree: root })
  const [file] = compileMan(page, { targets: [] })
  return { roff: file?.text ?? '', messages: page.file.messages.map(String) }
}

describe('any page', () => {
  it('draws no message about a lost word', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const own = compile(root)
        expect(own.messages.filter((message) => !message.includes('columns'))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  itWith('mandoc')('is printed by mandoc with every word and line of code', () => {
    fc.assert(
      fc.property(tree, (root) => {
        expect(lostWords(root, renderMandoc(compile(root).roff, '-O', 'width=900'))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  itWith('mandoc', 'groff')('has no control lines from its text', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const { roff } = compile(root)
        const complaints = lint(roff).filter(
          (line) =>
            !/can't (?:find special character|break line)|cannot adjust line|will not fit/.test(
              line,
            ),
        )
        expect(complaints).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})
