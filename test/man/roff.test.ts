import { roff } from 'manproof/man'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Node } from 'unist'
import { VFile } from 'vfile'
import { afterEach, describe, expect, it, vi } from 'vitest'

type Options = Parameters<typeof roff>[0]

function compile(value: string, options: Options = {}, path = 'docs/page.7.md'): VFile {
  return unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(remarkGfm)
    .use(roff, options)
    .processSync(new VFile({ path, value }))
}

const settings = ['.ad l', '.nh', '.ds AD l', '.nr HY 0']

function head(value: string, options: Options = {}, path = 'docs/page.7.md'): string[] {
  return linesOf(compile(value, { date: '2026-11-22', ...options }, path)).slice(0, 3)
}

function linesOf(file: VFile): string[] {
  return String(file)
    .split('\n')
    .filter((line) => !settings.includes(line))
}

describe('the header of a page', () => {
  it('comes from the options of remark-man', () => {
    const options = { name: 'foo', section: 1, description: 'a foo', manual: 'M', version: 'v 1' }
    expect(head('Text.', options)).toEqual([
      '.TH foo 1 2026-11-22 "v 1" M',
      '.SH NAME',
      'foo \\- a foo',
    ])
  })

  it('comes from the title, with all its names', () => {
    expect(head('# foo(1), bar(1) -- a *foo*')).toEqual([
      '.TH foo 1 2026-11-22 foo "General Commands Manual"',
      '.SH NAME',
      'foo, bar \\- a foo',
    ])
  })

  it('comes from front matter', () => {
    const matter =
      '---\ntitle: npm-foo\nsection: 1\ndescription: foo things\ndate: 2020-01-02\n---\n'
    expect(linesOf(compile(`${matter}\n### Synopsis\n\nText.`))).toEqual([
      '.TH npm\\-foo 1 2020-01-02 npm\\-foo "General Commands Manual"',
      '.SH NAME',
      'npm\\-foo \\- foo things',
      '.SH SYNOPSIS',
      'Text.',
      '',
    ])
  })

  it('comes from a NAME section, which is not printed twice', () => {
    const text = String(
      compile('# foo(2)\n\n## NAME\n\nfoo, bar - a foo\n\n## DESCRIPTION\n\nText.'),
    )
    expect(text.match(/NAME/g)).toHaveLength(1)
    expect(text).toContain('\nfoo, bar \\- a foo\n')
  })

  it('comes from the name of the file otherwise', () => {
    expect(head('Text goes. On.', {}, 'F_X.2const.md')).toEqual([
      '.TH F_X 2const 2026-11-22 F_X "System Calls Manual"',
      '.SH NAME',
      'F_X \\- Text goes',
    ])
  })

  it('keeps a title that is a sentence', () => {
    expect(head('# Leases and the F_X(2const) command', {}, 'leases.md')[2]).toBe(
      'leases \\- Leases and the F_X(2const) command',
    )
    const other = compile('# A title\n\nText.', { description: 'a phrase' })
    expect(String(other)).toContain('.SH A TITLE\n')
  })

  it('is required', () => {
    expect(() => unified().use(remarkParse).use(roff).processSync('Text.')).toThrow(
      'Missing name, expected `# NAME(SECTION) -- what it is`',
    )
  })

  it('is refused if front matter does not parse', () => {
    expect(() => compile('---\na: [\n---\n\nText.')).toThrow(/^Cannot read front matter: /)
  })
})

describe('the date of a page', () => {
  afterEach(() => vi.unstubAllEnvs())
  const dateOf = (options: Options, value = 'Text.'): string | undefined =>
    / 7 (\S+)/.exec(String(compile(value, options)))?.[1]?.replaceAll('\\', '')

  it('is the day as written, in every time zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'America/Adak']) {
      vi.stubEnv('TZ', zone)
      expect(dateOf({ date: '2026-01-01' })).toBe('2026-01-01')
      expect(dateOf({}, '---\ndate: 2026-01-01\n---\n')).toBe('2026-01-01')
      expect(dateOf({ date: new Date(0) })).toBe('1970-01-01')
      expect(dateOf({ date: 0 })).toBe('1970-01-01')
    }
  })

  it('is that of SOURCE_DATE_EPOCH if the page has none', () => {
    vi.stubEnv('SOURCE_DATE_EPOCH', '86400')
    expect(dateOf({})).toBe('1970-01-02')
    expect(dateOf({ date: '2026-11-22' })).toBe('2026-11-22')
    expect(dateOf({}, '---\ndate: 2025-01-01\n---\n')).toBe('2025-01-01')
    expect(dateOf({ sourceDateEpoch: 0 })).toBe('1970-01-01')
    vi.stubEnv('SOURCE_DATE_EPOCH', '')
    expect(dateOf({})).toBe(new Date().toISOString().slice(0, 10))
  })

  it('is the day of a time, as written', () => {
    expect(dateOf({ date: '2026-01-01T23:30:00-05:00' })).toBe('2026-01-01')
    expect(dateOf({ date: '2024-02-29' })).toBe('2024-02-29')
  })

  it.each([
    'soon',
    'January 5, 2020',
    '2020-1-5',
    '2020-02-30',
    '2020-13-45',
    '',
    1e15,
    Number.NaN,
  ])('cannot be %j, which is not a day', (date) => {
    expect(() => dateOf({ date })).toThrow(
      `Unexpected date \`${date}\`, expected a day such as \`2026-11-22\``,
    )
    if (typeof date !== 'string' || date === '') return
    const file = new VFile({ path: 'page.7.md', value: `---\ndate: ${date}\n---\n` })
    const processor = unified().use(remarkParse).use(remarkFrontmatter).use(roff)
    expect(() => processor.processSync(file)).toThrow(`Unexpected date \`${date}\``)
    expect(file.messages.map(({ line, column }) => [line, column])).toEqual([[2, 7]])
  })

  it.each([1e12, '253402300800', 'x'])('cannot be that of %j seconds', (time) => {
    const expected = 'expected seconds since 1970, up to the year 9999'
    const reason = `Unexpected SOURCE_DATE_EPOCH \`${time}\`, ${expected}`
    const wrongKind = `roff: Unexpected string \`${time}\` in \`sourceDateEpoch\``
    const wanted = typeof time === 'string' ? wrongKind : reason
    expect(() => dateOf({ sourceDateEpoch: time as number })).toThrow(wanted)
    vi.stubEnv('SOURCE_DATE_EPOCH', String(time))
    expect(() => dateOf({})).toThrow(reason)
  })
})

describe('handlers', () => {
  const tree = (node: object) =>
    unified()
      .use(roff, { date: '2026-11-22', handlers })
      .stringify({ type: 'root', children: [node] } as never, new VFile({ path: 'page.7.md' }))
  const value = (node: Node): string => ('value' in node ? String(node.value) : '')
  const handlers = {
    math: (
      node: Node,
      tools: Parameters<NonNullable<NonNullable<Options>['handlers']>[string]>[1],
    ) => [tools.request('EX'), ...value(node).split('\n').map(tools.code), tools.request('EE')],
    inlineMath: (node: Node) => [{ type: 'inlineCode' as const, value: value(node) }],
    code: (node: Node) => [{ type: 'code' as const, value: value(node).toUpperCase() }],
  }

  it('compile unknown nodes, whose text is never a request', () => {
    expect(tree({ type: 'math', value: '.so x\n\\a' })).toContain('.EX\n\\&.so x\n\\[rs]a\n.EE\n')
    const paragraph = { type: 'paragraph', children: [{ type: 'inlineMath', value: '.ig' }] }
    expect(tree(paragraph)).toContain('\n.B .ig\n')
  })

  it('change known nodes', () => {
    expect(tree({ type: 'code', value: 'abc' })).toContain('.EX\nABC\n.EE\n')
  })

  it('cannot make lines other than those of man(7)', () => {
    const forge = (line: object): (() => string) => {
      const processor = unified().use(roff, { name: 'x', handlers: { x: () => [line as never] } })
      return () => processor.stringify({ type: 'root', children: [{ type: 'x' }] } as never)
    }
    expect(forge({ kind: 'request', name: 'so', args: ['/etc/hostname'] })).toThrow(
      'Unexpected request `so`, expected one of man(7)',
    )
    expect(forge({ kind: 'text', value: 'a\n.so x' })).toThrow(/^Unexpected roff text/)
    expect(forge({ kind: 'text', value: "\\X'x'" })).toThrow(/^Unexpected roff text/)
    expect(forge({ kind: 'table', value: '.so x' })).toThrow(/^Unexpected request in a table/)
    expect(forge({ kind: 'text', value: '.so x' })()).toContain('\n\\&.so x\n')
  })

  it('that break a rule of roff are reported at their block', () => {
    const value = '# x(7) -- an x\n\nFirst.\n\nSecond.\n\n***\n\nThird.\n'
    const twice = (_: Node, { request }: Parameters<typeof handlers.math>[1]) => [
      request('sp'),
      request('RE'),
    ]
    const file = compile(value, { handlers: { thematicBreak: twice } })
    expect(file.messages.map((message) => `${message} [${message.ruleId}]`)).toEqual([
      'docs/page.7.md:5:1-5:8: Unexpected `.RE`, expected `.RS` before it [roff-list]',
    ])
  })

  it('are required for unknown nodes, which are refused at their place', () => {
    const file = new VFile({ path: 'page.7.md' })
    const position = { start: { line: 3, column: 1 }, end: { line: 3, column: 4 } }
    const bad = { type: 'root', children: [{ type: 'leafDirective', position }] }
    expect(() =>
      unified()
        .use(roff)
        .stringify(bad as never, file),
    ).toThrow()
    expect(file.messages.map(String)).toEqual([
      'page.7.md:3:1-3:4: Unexpected node `leafDirective`, expected one that has a handler',
    ])
  })
})

describe('cross references', () => {
  const text = 'See **fcntl**(2), (open(2)).'

  it('are bold, or set by the macro for them', () => {
    expect(String(compile(text))).toContain('.BR \\%fcntl (2),\n')
    expect(String(compile(text, { crossReferences: 'MR' }))).toContain('.MR fcntl 2 ,\n')
  })
})

describe('a node that prints nothing', () => {
  it.each([
    ['a note <!-- c -->\nSecond.', ['a note', 'Second.']],
    ['a note <!-- c --> <!-- d -->\nSecond.', ['a note', 'Second.']],
    ['a note [](  )\nSecond.', ['a note', 'Second.']],
    ['a *note <!-- c -->*\nSecond.', ['a', '.I note', 'Second.']],
    ['a **<!-- c -->** note\\\nSecond.', ['a note', '.br', 'Second.']],
    ['*<!-- c -->\nx* y', ['.I x', 'y']],
    ['*x&#10;* y', ['.I x', 'y']],
    ['- x <!-- c -->\n  y', ['.IP \\[bu] 3', 'x', 'y']],
    ['[a](https://x.org) <!-- c -->\ny', ['.UR https://\\:x.org', 'a', '.UE', 'y']],
  ])('leaves no blank at the end of a line: %j', (value, expected) => {
    const file = compile(`## DESCRIPTION\n\n${value}`)
    expect(file.messages.map(String)).toEqual([])
    const lines = linesOf(file).slice(4)
    expect(lines.slice(0, lines.indexOf('.SH SEE ALSO'))).toEqual(expected)
  })
})
