import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { afterAll, describe, expect, it } from 'vitest'
import { compileRoff, type RoffOptions } from '../../../tools/man/index.ts'
import { describeWith, itWith, renderMandoc, runTool } from '../find-tool.ts'
import { lostWords } from '../losses/words.ts'
import { parse } from '../soak/make-page.ts'

interface Case {
  readonly what: string
  readonly input: string
  readonly options?: RoffOptions
  /** Names and phrases that lexgrog reads. */
  readonly names: readonly string[]
  /** The page from NAME on, without settings. */
  readonly page: string
}

const asX = { name: 'x', section: '7' }

const cases: readonly Case[] = [
  {
    what: 'NAME with a second paragraph',
    input: '## NAME\n\nfoo, bar - does things\n\nSecond para.\n\n## DESCRIPTION\n\nText.',
    names: ['foo - does things', 'bar - does things'],
    page: 'foo, bar \\- does things\n.SH DESCRIPTION\nSecond para.\n.P\nText.\n',
  },
  {
    what: 'NAME with a paragraph for each name',
    input: '## NAME\n\nfoo - first\n\nbar - second\n\n## SYNOPSIS\n\nfoo',
    names: ['foo - first', 'bar - first'],
    page: 'foo, bar \\- first\n.SH DESCRIPTION\nbar \\- second\n.SH SYNOPSIS\nfoo\n',
  },
  {
    what: 'NAME that is not a line of names',
    input: '## Name\n\n- foo - a foo\n\n## Usage\n\nUse it.',
    names: ['nm - Use it'],
    page: 'nm \\- Use it\n.SH DESCRIPTION\n.IP \\[bu] 3\nfoo \\- a foo\n.SH USAGE\nUse it.\n',
  },
  {
    what: 'NAME without a phrase, as the first title',
    input: '# NAME\n\nfoo\n\n# DESCRIPTION\n\nIt foos. More.',
    names: ['foo - It foos'],
    page: 'foo \\- It foos\n.SH DESCRIPTION\nIt foos.\nMore.\n',
  },
  {
    what: 'NAME with an image',
    input: '## NAME\n\nfoo - a foo ![seen](a.png)\n\n## DESCRIPTION\n\nText.',
    names: ['foo - a foo seen'],
    page:
      'foo \\- a foo seen\n.SH DESCRIPTION\n' + 'foo \\- a foo seen (see \\%a.png)\n.P\nText.\n',
  },
  {
    what: 'a section NAME that is not the first',
    input: '# foo(1) -- a foo\n\n## Options\n\nText.\n\n## Name\n\nbar - no name',
    names: ['foo - a foo'],
    page: 'foo \\- a foo\n.SH OPTIONS\nText.\n.SH NAME\nbar \\- no name\n',
  },
  {
    what: 'a title in manual form, and another name from outside',
    input: '# foo(1) -- a foo\n\nText.',
    options: asX,
    names: ['x - a foo', 'foo - a foo'],
    page: 'x, foo \\- a foo\n.SH DESCRIPTION\nText.\n',
  },
  {
    what: 'a title in manual form, and NAME, which says the same',
    input: '# foo(1) -- a foo\n\n## NAME\n\nfoo, bar - a foo\n\n## OPTIONS\n\nText.',
    names: ['foo - a foo', 'bar - a foo'],
    page: 'foo, bar \\- a foo\n.SH OPTIONS\nText.\n',
  },
  {
    what: 'a title in manual form, NAME, which says something else, and a name from outside',
    input: '# foo(1) -- a foo\n\n## NAME\n\nfoo, bar - does things\n\n## DESCRIPTION\n\nText.',
    options: asX,
    names: ['x - does things', 'foo - does things', 'bar - does things'],
    page:
      'x, foo, bar \\- does things\n' +
      '.SH DESCRIPTION\n.BR \\%foo (1)\n\\-\\- a foo\n.P\nText.\n',
  },
]

function compile({ input, options = {} }: Case): string {
  const file = new VFile({ path: 'nm.md', value: input })
  const { text } = compileRoff(parse(input), file, { defaultDate: '2026-11-22', ...options })
  expect(file.messages.map(String)).toEqual([])
  return text
}

const folder = mkdtempSync(join(tmpdir(), 'manproof-own-name-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(cases)('$what', (entry) => {
  const text = compile(entry)

  it('makes one header, and only sections from the input', () => {
    const [, page] = text.replace(/^\.(?:ad|nh|ds|nr).*\n/gm, '').split(/\.SH NAME\n(.*)/s)
    expect(page).toBe(entry.page)
  })

  describeWith('lexgrog')('in lexgrog', () => {
    it('has its names', () => {
      const path = join(folder, 'x.7')
      writeFileSync(path, text)
      const lines = runTool('lexgrog', [path]).stdout.trim().split('\n')
      expect(lines).toEqual(entry.names.map((name) => `${path}: "${name}"`))
    })
  })

  itWith('mandoc')('keeps every word', () => {
    // The header has the section, and NAME the repeated phrase.
    const input = entry.input
      .replace(/^# (\S+)\(1\) --/, '# $1 --')
      .replace(/^# .* -- (.*)\n\n(## NAME\n\n.* - \1\n)/, '$2')
    const tree = parse(input)
    expect(lostWords(tree, renderMandoc(text, '-O', 'width=200'))).toEqual([])
  })
})
