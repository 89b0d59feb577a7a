import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileMan } from '../compile-man.ts'
import { itWith, lint, renderGroff, renderMandoc } from './find-tool.ts'
import { lostWords } from './losses/words.ts'
import { makePage, parse } from './soak/make-page.ts'

const folder = new URL('./fixtures/', import.meta.url)
const names = readdirSync(folder).sort()
/** Whether groff complains about a sign without a glyph on the terminal. */
const isMissingGlyph = (line: string): boolean => /can't find special character/.test(line)

describe.each(names)('fixture %s', (name) => {
  const body = readFileSync(new URL(`${name}/input.md`, folder), 'utf8')
  const markdown = body.startsWith('## ') ? body : `## DESCRIPTION\n\n${body}`
  const page = makePage(markdown)
  const [file] = compileMan(page, { targets: [], version: 'manproof 0.1' })
  const roff = file?.text ?? ''

  it('compiles to the recorded page', async () => {
    await expect(roff).toMatchFileSnapshot(`./fixtures/${name}/output.roff`)
  })

  it('reports no loss', () => {
    expect(page.file.messages.map(String)).toEqual([])
  })

  it('is ASCII without blank lines, trailing blanks or tabs', () => {
    expect(
      roff
        .split('\n')
        .slice(0, -1)
        .filter((line) => !/^[ -~]*[!-~]$/.test(line)),
    ).toEqual([])
  })

  itWith('mandoc')('renders to the recorded text', async () => {
    await expect(renderMandoc(roff)).toMatchFileSnapshot(`./fixtures/${name}/output.txt`)
  })

  itWith('mandoc')('has every word of its source in mandoc', () => {
    expect(lostWords(parse(markdown), renderMandoc(roff, '-O', 'width=500'))).toEqual([])
  })

  itWith('groff')('has every word of its source in groff', () => {
    expect(lostWords(parse(markdown), renderGroff(roff))).toEqual([])
  })

  itWith('groff')('has no word that groff hyphenated', () => {
    expect(renderGroff(roff, '70n').match(/^.*[a-z]\u2010$/gm)).toBeNull()
  })

  itWith('mandoc', 'groff')('draws no warning', () => {
    expect(lint(roff).filter((line) => !isMissingGlyph(line))).toEqual([])
  })
})
