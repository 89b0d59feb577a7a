import { type Engine, roff } from 'manproof/man'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { pageCompiler } from '../../tools/manual/compile/compile-page.ts'
import { settingsOf } from '../../tools/manual/index.ts'
import { formatMessages } from '../../tools/message/index.ts'
import { plainPage } from '../cli/pages.ts'
import { parse } from './soak/make-page.ts'

const none = 'none' as Engine
const refusal = 'Unexpected string `none` in `engine`, expected `manproof` or `remark-man`'

/** Compile a page of a manual with an engine. */
async function compile(engine: Engine, text: string): Promise<{ text: string; messages: string }> {
  const settings = settingsOf({ targets: [], version: 'trial 1.0' }, '/')
  const value = plainPage('a', text)
  const { files, messages } = await pageCompiler({ ...settings, engine })({
    path: 'docs/a.7.md',
    text: value,
  })
  const lines = messages.map(({ place, reason, ruleId }) => {
    const { line = 0, column = 0 } =
      place === undefined ? {} : 'start' in place ? place.start : place
    return `${line}:${column} ${ruleId} ${reason}`
  })
  return { text: files[0]?.text ?? '', messages: lines.join('\n') }
}

describe('the engine remark-man', () => {
  it('is remark-man itself, and its output is unchanged', () => {
    const tree = parse('# a(7) -- b\n\n## C\n\nSome *words*.\n')
    const file = new VFile({ path: 'a.7.md' })
    const options = { engine: 'remark-man', date: '2026-11-22' } as const
    const page = unified().use(roff, options).stringify(tree, file)
    expect(page).toMatchInlineSnapshot(`
      ".TH "A" "7" "November 2026" "" ""
      .SH "NAME"
      \\fBa\\fR - b
      .SH "C"
      .P
      Some \\fIwords\\fR.
      "
    `)
  })

  it.each([
    [
      'a line that starts with a full stop',
      '.dotted first word',
      /^9:1 (?:man-text-lost|roff-guard|roff-request) /m,
    ],
    [
      'code that hides the rest of the page',
      '```\n.ig\n```\n\nThe rest.',
      /^9:1 (?:man-text-lost|roff-request) /m,
    ],
    ['a cell with an at sign', '| a | b |\n| - | - |\n| x@y z | w |', /^9:\d+ roff-table /m],
  ])('loses %s, which is an error there', async (_, text, expected) => {
    const lossy = await compile('remark-man', text)
    expect(lossy.messages).toMatch(expected)
    expect(lossy.text).toBe('')
    expect((await compile('manproof', text)).messages).toBe('')
  })

  it('breaks rules of roff, which is an error at the block', async () => {
    const link = await compile(
      'remark-man',
      'See [it](https://example.com/).\n\n1. One\n\n## SEE ALSO\n\nx',
    )
    expect(link.messages).toMatch(/^9:1 roff-escape /m)
    expect(link.messages).not.toContain('man-text-lost')
    const { messages } = await compile('remark-man', 'Plain words.\n\n- an item')
    expect(messages).toMatch(/^\d+:\d+ roff-[a-z]+ /m)
    // The front matter has the date, and a bullet has a name that is not a backslash.
    expect(messages).toMatch(/^1:1 roff-title Unexpected date /m)
    expect(messages).toContain('Unexpected escape sequence `\\(bu`, expected `\\[bu]`')
  })

  it('accepts neither handlers nor a macro for references', () => {
    const handlers = { paragraph: () => [] }
    for (const options of [{ handlers }, { crossReferences: 'MR' as const }]) {
      const processor = unified().use(roff, { name: 'x', engine: 'remark-man', ...options })
      expect(() => processor.stringify(parse('Text.'))).toThrow(
        /the engine `remark-man` does not support/,
      )
    }
  })

  it('reports an unknown node on the page', () => {
    const file = new VFile({ path: 'x.1.md' })
    const processor = unified().use(roff, { engine: 'remark-man', date: '2026-11-22' })
    const tree = parse('Text.')
    tree.children.push({ type: 'unheard-of', children: [] } as never)
    expect(() => processor.stringify(tree, file)).toThrow()
    expect(formatMessages([file])).toContain('node-unknown')
  })
})

describe('the engine', () => {
  it('of the plugin is one of the two', () => {
    const processor = unified().use(roff, { name: 'x', engine: none })
    expect(() => processor.stringify(parse('Text.'))).toThrow(refusal)
  })

  it('of a manual is one of the two', async () => {
    await expect(compile(none, 'Text.')).rejects.toThrow(refusal)
  })
})
