import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { formatMessages } from '../../tools/message/index.ts'
import { checkPages, pageFacts } from '../../tools/page/index.ts'
import { readPage } from '../read-page.ts'
import fc from '../seeded.ts'
import { targets } from './targets.ts'

const piece = fc.constantFrom(
  ...['---\n', 'date: 2026-11-22\n', 'examples: {fs: x}\n', 'names: [a, {}]\n', '? :\n', '!!x\n'],
  ...[
    '# x(7) -- a\n',
    '# \n',
    '## DESCRIPTION\n',
    '###### a\n',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '    ',
  ],
  ...[
    '```ts',
    '```',
    '~~~ts',
    '````ts name=a',
    '\n```\n',
    ' name="',
    ' fs=any',
    ' norun',
    '=',
    '"',
  ],
  ...['await a() //=> 0', '//=>', ' | ', 'rfc: ', ': ', 'after T: ', '"', '{', '}', '\\', '(', ')'],
  ...[
    '// ---cut---\n',
    '> ',
    '- ',
    '1. ',
    '| a | b |\n| - | - |\n',
    '[a](b.7.md#c)',
    '[^1]',
    '[a][b]',
  ],
  ...[
    '<!-- ',
    '<b>',
    '![a](b)',
    'x(8)',
    '\0',
    '\uFEFF',
    '\u2028',
    '😀',
    '\uD800',
    'constructor',
    '__proto__',
  ],
)

const some = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
const fence = fc
  .tuple(
    fc.constantFrom('', '> ', '- ', '  ', '\t', '1.\t'),
    fc.constantFrom('', ' name=a', ' fs=b'),
    some,
  )
  .map(
    ([prefix, labels, code]) => `\n${prefix}\`\`\`ts${labels}\n${prefix}${code}\n${prefix}\`\`\`\n`,
  )
const texts = fc.array(fc.oneof(some, fence), { maxLength: 4 }).map((parts) => parts.join(''))

test('`readPage` reads any text without throwing, and its code has the right places', () => {
  let examples = 0
  fc.assert(
    fc.property(texts, fc.boolean(), (body, headed) => {
      const head = '---\ndate: 2026-11-22\n---\n\n# x(7) -- a\n\n## DESCRIPTION\n\n'
      const text = (headed ? head : '') + body
      const file = new VFile({ path: 'docs/x.7.md', value: text })
      const page = readPage(file, {
        targets,
        readFile: () => ({ problem: 'there is no such file' }),
      })
      if (page) checkPages([pageFacts(page)], new Map([[file.path, file]]))
      expect(() => formatMessages([file])).not.toThrow()
      for (const { code, lines } of page?.examples ?? []) {
        examples += 1
        for (const [index, line] of code.split('\n').entries()) {
          const from = lines[index]?.offset ?? 0
          expect(text.slice(from, from + line.length)).toBe(line)
        }
      }
      for (const { line = 1 } of file.messages) expect(line).toBeGreaterThan(0)
    }),
    { numRuns: 1000 },
  )
  expect(examples).toBeGreaterThan(100)
})
