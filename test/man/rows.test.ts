import { readFileSync } from 'node:fs'
import { roff } from 'manproof/man'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { describeWith, renderMandoc, runTool } from './find-tool.ts'
import { type Row, rows } from './rows.ts'

const folder = new URL('./fixtures/', import.meta.url)

function compile({
  name,
  input,
  path = 'page.7.md',
  options = { date: '2026-01-01' },
}: Row): string {
  const value = input ?? readFileSync(new URL(`${name}/input.md`, folder), 'utf8')
  const file = new VFile({ path, value })
  const text = unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(remarkGfm, { singleTilde: false })
    .use(roff, options)
    .processSync(file)
  expect(file.messages.map(String)).toEqual([])
  return String(text)
}

const groff = ['-t', '-man', '-Tutf8', '-P-cbou', '-rLL=80n', '-rHY=0', '-dAD=l']
const renderers = {
  mandoc: (page: string) => renderMandoc(page, '-O', 'width=80,indent=7'),
  groff: (page: string) => runTool('groff', groff, page).stdout,
}

/** View a text as lines with indents such as `^0 text`, and as one line of words. */
function views(text: string): { indented: string; plain: string } {
  const lines = text.replaceAll('\u2010', '-').replaceAll('\u2212', '-').split('\n')
  const indented = lines
    .filter((line) => line.trim() !== '')
    .map((line) => `^${line.search(/\S/) - 7} ${line.trim().replace(/\s+/g, ' ')}`)
  return { indented: indented.join('\n'), plain: lines.join(' ').replace(/\s+/g, ' ') }
}

describe.each(['mandoc', 'groff'] as const)('in %s', (tool) => {
  describeWith(tool)('every defect of remark-man', () => {
    it.each(rows)('$name is fixed', (row) => {
      const { indented, plain } = views(renderers[tool](compile(row)))
      let [at, line] = [0, 0]
      for (const text of row.shows) {
        const isIndented = text.startsWith('^')
        const found = isIndented ? indented.indexOf(text, line) : plain.indexOf(text, at)
        expect(found, `${text} in ${isIndented ? indented : plain}`).toBeGreaterThanOrEqual(0)
        if (isIndented) line = found + text.length
        else at = found + text.length
      }
      expect((row.hides ?? []).filter((text) => plain.includes(text))).toEqual([])
    })
  })
})

it('there are 51 defects, each with its own name', () => {
  expect(new Set(rows.map(({ name }) => name)).size).toBe(51)
})
