import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { placeIn } from '../../tools/page/index.ts'
import { readPage } from '../read-page.ts'
import fc from '../seeded.ts'
import { targets } from './targets.ts'

interface Shape {
  readonly prefixes: readonly string[]
  readonly lines: readonly string[]
  readonly end: string
  readonly mark: string
  readonly fence: string
}

const word = fc.constantFrom(
  'a',
  'bc',
  '漢',
  '😀',
  '`',
  '```',
  '>',
  '-',
  '1.',
  '\\',
  "'",
  '.TH',
  '#',
)
const line = fc
  .tuple(
    fc.constantFrom('', ' ', '  ', '    ', '\t', '\t\t', ' \t'),
    fc.array(word, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(' ', '\t'),
  )
  .map(([indent, words, gap]) => indent + words.join(gap))
const shapes: fc.Arbitrary<Shape> = fc.record({
  prefixes: fc.array(fc.constantFrom('> ', '>', '>\t', '- ', '-   ', '1. ', '-\t', '10) '), {
    maxLength: 3,
  }),
  lines: fc.array(fc.oneof(line, fc.constant('')), { minLength: 1, maxLength: 5 }),
  end: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  fence: fc.constantFrom('~~~~', '  ~~~~', ' ~~~~~'),
})

/** Print a fence in quotes and lists; on later lines a list is white space, a quote itself. */
function print({ prefixes, lines, end, mark, fence }: Shape): string {
  const first = prefixes.join('')
  const rest = prefixes.map((prefix) => (prefix[0] === '>' ? prefix : blank(prefix))).join('')
  const head = ['---', 'date: 2026-11-22', '---', '', '# x(7) -- a page', '', '## DESCRIPTION', '']
  const body = [`${first}${fence}ts`, ...lines.map((text) => rest + text), `${rest}${fence}`]
  return mark + [...head, ...body, ''].join(end)
}

function blank(prefix: string): string {
  return prefix.replace(/[^\t]/g, ' ')
}

test('each token of an example has its place in the page', () => {
  let found = 0
  fc.assert(
    fc.property(shapes, (shape) => {
      const text = print(shape)
      const file = new VFile({ path: 'docs/x.7.md', value: text })
      const [example] = readPage(file, { targets })?.examples ?? []
      if (!example) return
      found += 1
      const rows = text.replace(/^\uFEFF/, '').split(shape.end)
      for (const match of example.code.matchAll(/\S+/g)) {
        const { start, end } = placeIn(example, match.index, match.index + match[0].length)
        expect(text.slice(start.offset, end.offset)).toBe(match[0])
        expect(rows[start.line - 1]?.slice(start.column - 1, end.column - 1)).toBe(match[0])
      }
      const words = (list: readonly string[]): string[] =>
        list.flatMap((text) => text.match(/\S+/g) ?? [])
      if (shape.prefixes.length === 0) expect(words([example.code])).toEqual(words(shape.lines))
    }),
    { numRuns: 1000 },
  )
  expect(found).toBeGreaterThan(500)
})
