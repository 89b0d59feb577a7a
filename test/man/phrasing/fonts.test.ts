import type { Root } from 'mdast'
import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { compileRoff } from '../../../tools/man/index.ts'
import fc from '../../seeded.ts'
import { describeWith, groffReleases, itWithRelease, runTool } from '../find-tool.ts'
import { type FontWord, type GluedParagraph, gluedParagraphs } from '../losses/glued-words.ts'

/** Bold and italics by overstriking; links with their address. */
const groffOptions = ['-t', '-man', '-Tutf8', '-P-c', '-rLL=2000n', '-rU0']

function compile(paragraphs: readonly GluedParagraph[], crossReferences: 'BR' | 'MR'): string {
  const children = paragraphs.map(({ node }) => node)
  const tree: Root = { type: 'root', children }
  const file = new VFile({ path: 'page.7.md' })
  const options = { description: 'anything', date: '2026-11-29', crossReferences }
  const { text } = compileRoff(tree, file, options)
  expect(file.messages.map(String)).toEqual([])
  return text
}

/** Read the text below DESCRIPTION, and the fonts of its words. */
function readFonts(rendered: string): { readonly text: string; readonly words: FontWord[] } {
  let text = ''
  let fonts = ''
  for (const [sign = ''] of rendered.matchAll(/(?:.[\b])*./gsu)) {
    text += sign.slice(-1)
    fonts += sign.length < 3 ? 'R' : sign.startsWith('_') ? 'I' : 'B'
  }
  const start = text.indexOf('DESCRIPTION') + 'DESCRIPTION'.length
  // The addresses of links or the footer follow the text.
  const end = text.search(/SEE ALSO|\n[^\n]*\s*$/)
  const words = Array.from(text.matchAll(/w\d+q/g), ({ 0: word, index }) => {
    const own = new Set(fonts.slice(index, index + word.length))
    return { word, font: Array.from(own).join('') as FontWord['font'] }
  })
  const body = text.slice(start, end).replaceAll('<', '\u27e8').replaceAll('>', '\u27e9')
  return { text: body.replace(/\s+/g, ' ').trim(), words }
}

function check(crossReferences: 'BR' | 'MR', render: (roff: string) => string): void {
  fc.assert(
    fc.property(gluedParagraphs, (paragraphs) => {
      const seen = readFonts(render(compile(paragraphs, crossReferences)))
      expect(seen.words).toEqual(paragraphs.flatMap(({ words }) => words))
      expect(seen.text).toBe(paragraphs.map(({ text }) => text).join(' '))
    }),
    { numRuns: 15 },
  )
}

describe('words that are glued to links, references and code', () => {
  describeWith('mandoc', 'groff')('have their fonts and their blanks', () => {
    it('in mandoc', () => {
      check('BR', (roff) => runTool('mandoc', ['-T', 'utf8', '-O', 'width=900'], roff).stdout)
    })

    it('in the installed groff', () => {
      check('BR', (roff) => runTool('groff', groffOptions, roff).stdout)
    })
  })

  for (const release of groffReleases) {
    itWithRelease(release)(`in groff ${release}, by the macro for references`, (groff) => {
      check('MR', (roff) => runTool(groff, [...groffOptions, '-dMF=B'], roff).stdout)
    })
  }
})
