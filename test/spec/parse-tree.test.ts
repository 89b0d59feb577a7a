import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { parseTree } from '../../tools/spec/parse-tree.ts'
import fc from '../seeded.ts'

const remark = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm, { singleTilde: false })
  .freeze()

function parse(text: string): Root {
  return parseTree(text)
}

const line = fc.constantFrom(
  ...[
    '| a | b |',
    '| - | - |',
    '|:-|-:|',
    'a | b',
    '- | -',
    '-|-',
    ':-',
    '|-|',
    '|',
    'a',
    '-',
    '---',
  ],
  ...['> | a |', '> | - |', '> a', '>', '> > - | -', '- a | b', '  - | -', '  | c |', '1. | a |'],
  ...[
    '   |-|',
    '    | - |',
    '\t|-|',
    '',
    '',
    ' ',
    '\\| a',
    '`a | b`',
    '```',
    '~~~',
    '    a',
    '===',
    '# h',
  ],
  ...['a@b.c', 'a b.c@d.e f', 'mailto:a@b.c', 'xmpp:a@b.c/d', 'a&#64;b.c', 'a\\@b.c', 'a@', '@b.c'],
  ...[
    'http://a.b',
    'HTTPS://a.b/c?d',
    'www.a.b',
    'WWW.a',
    'h&#116;tp://a.b',
    'http:\\//a.b',
    '_www.a.b',
  ],
  ...[
    '[a](http://b.c)',
    '[a@b.c](d)',
    '<http://a.b>',
    '<a@b.c>',
    '[a]: b@c.d',
    '[www.a.b]',
    '![a@b.c]',
  ],
  ...[
    '~~a~~',
    '~a~',
    '[^1]',
    '[^1]: a@b.c',
    '- [ ] a',
    '- [x] | a |',
    '<b>',
    '<!-- a',
    '-->',
    '*a@b.c*',
  ],
)
/** Starts of lines and pieces of them, put together in any order: containers in containers. */
const piece = fc.constantFrom(
  ...[
    '- ',
    '* ',
    '1. ',
    '12) ',
    '> ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n',
    '\n\n',
    'a',
    'b c',
    'h',
    'w',
  ],
  ...['`', '``', '```', '*', '**', '_', '~~', '[', '](', '](x)', '[x]', '[x]: y', '[^1]', '[^1]: '],
  ...['![', '<b>', '<!--', '-->', 'http://a.b/c', 'www.x.y', 'a@b.c', '|', '\n| - |\n', '---', '#'],
  ...[
    '\\',
    '&amp;',
    '  \n',
    '\\\n',
    '[ ] ',
    '- - ',
    '> > ',
    '\n> ',
    '\n- ',
    '\n  ',
    '\n\t',
    '\n---\n',
  ],
  ...['\u00a0', '\0', '# ', '===', '\nx\n===\n', '---\na: b\n---\n', '- [x] a\n', '|-|-|\n', '+ '],
)
const end = fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r', ' ', '')
const page = fc
  .array(fc.tuple(line, end), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.flat().join(''))

test('a page gives the tree that remark gives with all of GitHub flavoured Markdown', () => {
  fc.assert(
    fc.property(page, (text) => {
      // Line ends in values are made alike; that is tested with the pages.
      const plain = text.replace(/\r\n?/g, '\n')
      expect(parse(plain)).toEqual(remark.parse(plain))
      expect(JSON.stringify(parse(plain))).toBe(JSON.stringify(remark.parse(plain)))
    }),
    {
      numRuns: Number(process.env['PARSE_RUNS'] ?? 300),
      examples: [['---\n| a | b |\n- | -\n>\n']],
    },
  )
})

/** Lines of plain blocks, and what can stand around or between them and changes what they are. */
const blockLine = fc.constantFrom(
  ...[
    'a b',
    'b `c` *d*',
    '**a** b',
    '*a*',
    '_a_',
    '`a` b',
    '``a``',
    '(a',
    '"a"',
    '3 a',
    '3.a',
    '42',
  ],
  ...[
    '-x',
    '--x y',
    '\\a',
    '$ a',
    'é',
    '[a](b)',
    '[a]',
    '[a]: b',
    "'c'",
    'a  ',
    'a\\',
    '1. a',
    '12) a',
  ],
  ...['# a', '## a b', '### a #', '# a#', '#a', '####### a', '## `a` *b*', '##', '## a  ', '# \ta'],
  ...['```', '```ts', '```ts a="b"', '``` ts', '```a`b', '````', '~~~', '~~~ts x', '~~~~', '```  '],
  ...[
    '```&amp; \\a',
    '```ts  a b',
    ' ```',
    '  ```',
    '   ```ts',
    '    ```',
    '- ```',
    '  - a',
    '> ```',
  ],
  ...[
    '- a',
    '-',
    '* a',
    '+   a',
    '-     a',
    '> a',
    '>',
    '  a',
    '    a',
    '\ta',
    '===',
    '---',
    '***',
    '- - a',
  ],
  ...[
    '| a |',
    '|-|',
    '| b',
    '|',
    '<b>',
    '</b>',
    '<!-- a',
    '-->',
    '<pre>',
    '[^1]: a',
    '[^1]',
    '_ _ _',
  ],
  ...['--- ', 'a: b', '&amp;', 'www.a.b', 'a@b.c', 'http://a.b', '  ', '\t'],
)
const blocks = fc
  .array(fc.oneof({ weight: 3, arbitrary: blockLine }, { weight: 2, arbitrary: fc.constant('') }), {
    maxLength: 24,
  })
  .map((lines) => lines.join('\n'))

test('plain blocks among others give the tree that remark gives', () => {
  fc.assert(
    fc.property(blocks, (text) => {
      expect(JSON.stringify(parse(text))).toBe(JSON.stringify(remark.parse(text)))
    }),
    {
      numRuns: Number(process.env['PARSE_RUNS'] ?? 500),
      examples: [
        ['- a\n\n  ```\n  b\n\nc\n```\n\n# d\n'],
        ['1. a\n\n  ```\nb\n\nc\n\n  ```\n\nd'],
        ['<div>\n```\n\na\n\n```\n'],
        ['[a]: b "c\n\nd"\n\n[a]\n'],
        ['\t- \n\t\n\na'],
      ],
    },
  )
})

/** A check box below an empty item makes remark trip over an assertion of its own. */
const isBeyondRemark = (text: string): boolean =>
  /^\s*(?:[-+*]|\d+[.)])\s*\n\s*\[[ x]\]/m.test(text)

test('lists, quotes and notes in each other give the tree that remark gives', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('')
      fc.pre(!isBeyondRemark(text))
      expect(JSON.stringify(parse(text))).toBe(JSON.stringify(remark.parse(text)))
    }),
    {
      numRuns: Number(process.env['PARSE_RUNS'] ?? 500),
      examples: [
        [['===', '\n| - |\n', '\u00a0']],
        [['- ', 'a', '\n\n', '  ', '- ', 'b', '\n\n', '- ', 'c', '\n', '> ', 'd', '\n', 'e']],
      ],
    },
  )
})

test('the pages of this manual and of the packages it needs give the trees that remark gives', () => {
  const files = [
    ...pagesIn('docs'),
    ...readdirSync('node_modules').flatMap((name) => pagesIn(join('node_modules', name))),
  ]
  expect(files.length).toBeGreaterThan(100)
  for (const path of files) {
    const text = readFileSync(path, 'utf8')
      .replace(/\r\n?/g, '\n')
      .replace(/^\uFEFF/, '')
    expect(JSON.stringify(parse(text)), path).toBe(JSON.stringify(remark.parse(text)))
  }
})

function pagesIn(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
  return names.map((name) => join(folder, name))
}

test('lines are counted alike whatever ends them', () => {
  for (const text of [
    '| a |\r\n| - |\r\n| b@c.d |\r\n',
    '| a |\r| - |\r| b |\r',
    'x\r\n\r\n|a|\n|-|',
  ]) {
    expect(parse(text)).toEqual(remark.parse(text))
  }
})

test('a table, an address and a link are still found', () => {
  const types = (text: string): string[] => parse(text).children.map(({ type }) => type)
  expect(types('a\n| b |\n| - |\n| c |\n\nd')).toEqual(['paragraph', 'table', 'paragraph'])
  const [paragraph] = parse('write to a@b.org or see www.b.org').children
  const children = paragraph?.type === 'paragraph' ? paragraph.children : []
  expect(children.map(({ type }) => type)).toEqual(['text', 'link', 'text', 'link'])
})
