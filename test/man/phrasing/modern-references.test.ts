import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { compileRoff } from '../../../tools/man/index.ts'
import { groffReleases, itWithRelease, runTool } from '../find-tool.ts'
import { parse } from '../soak/make-page.ts'

function compile(markdown: string): string[] {
  const file = new VFile({ path: 'page.7.md', value: markdown })
  const options = { description: 'anything', date: '2026-11-29', crossReferences: 'MR' as const }
  const { text } = compileRoff(parse(markdown), file, options)
  expect(file.messages.map(String)).toEqual([])
  const lines = text.trimEnd().split('\n')
  return lines.slice(lines.indexOf('.SH DESCRIPTION') + 1)
}

/** A line of Markdown, the lines of roff, and the text that a reader sees. */
const pages: readonly (readonly [string, readonly string[], string])[] = [
  ['**a**(1) x', ['.MR a 1', 'x'], 'a(1) x'],
  [
    'See **a**(1)/**b**(2)/**c**(3) more',
    ['See', '.MR a 1 /\\c', '.MR b 2 /\\c', '.MR c 3', 'more'],
    'See a(1)/b(2)/c(3) more',
  ],
  ['**a**(1)**b**(2) x', ['.MR a 1 \\c', '.MR b 2', 'x'], 'a(1)b(2) x'],
  ['**a**(1)-**b**(2) x', ['.MR a 1 \\-\\c', '.MR b 2', 'x'], 'a(1)-b(2) x'],
  ['**a**(1)\u00a0**b**(2) x', ['.MR a 1 "\\ \\c"', '.MR b 2', 'x'], 'a(1) b(2) x'],
  ['**a**(1)(**b**(2)) x', ['.MR a 1 (\\c', '.MR b 2 )', 'x'], 'a(1)(b(2)) x'],
  ['**a**(1)/x/**b**(2)', ['.MR a 1 /x/\\c', '.MR b 2'], 'a(1)/x/b(2)'],
  ['(**close**(2)) x', ['(\\c', '.MR close 2 )', 'x'], '(close(2)) x'],
  ['"fcntl(2)", x', ['"\\c', '.MR fcntl 2 \\[dq],', 'x'], '"fcntl(2)", x'],
  ['a(1)**b** x', ['.MR a 1 \\c', '.B b', 'x'], 'a(1)b x'],
  ['**x**/**a**(1) z', ['.BR x /\\c', '.MR a 1', 'z'], 'x/a(1) z'],
  ['- **a**(1), **b**(2): x', ['.IP \\[bu] 3', '.MR a 1 ,', '.MR b 2 :', 'x'], '•  a(1), b(2): x'],
  // These only look like references.
  ['**x y**(1) z', ['.BR "x y" (1)', 'z'], 'x y(1) z'],
  ['**-x**(1) z', ['.BR \\-x (1)', 'z'], '-x(1) z'],
  // A reference in three fonts or in a cell is text.
  ['a(1)*b* x', ['\\fBa\\fP(1)\\fIb\\fR x'], 'a(1)b x'],
]

describe('references by the macro `MR`', () => {
  it.each(pages)('%s', (markdown, lines) => {
    expect(compile(markdown)).toEqual(lines)
  })

  it('remain text in the cells of a table', () => {
    expect(compile('| a |\n| - |\n| **b**(1) |')).toContain('\\fBb\\fP(1)')
  })

  it('remain text in a tag with other words', () => {
    const tags = '- `a(1)`/`b`: x\n- `x`/`a(1)`: y\n- `a(1)`: z'
    const lines = ['.TP', '.BR a (1)/ b', 'x', '.TP', '.BR x / a (1)', 'y', '.TP', '.MR a 1', 'z']
    expect(compile(tags)).toEqual(lines)
  })

  for (const release of groffReleases) {
    itWithRelease(release)(`lose nothing in groff ${release}`, (groff) => {
      for (const [markdown, lines, text] of pages) {
        const roff = ['.TH page 7 2026-11-29', '.SH DESCRIPTION', ...lines, ''].join('\n')
        const { stdout, stderr } = runTool(groff, ['-man', '-ww', '-Tutf8', '-P-cbou'], roff)
        expect(stderr).toBe('')
        const [, , shown = ''] = stdout.split('\n').filter((line) => line.trim() !== '')
        expect([
          markdown,
          shown
            .trim()
            .replaceAll(/[\u2212\u2010]/g, '-')
            .replaceAll('\u00a0', ' '),
        ]).toEqual([markdown, text])
      }
    })
  }
})
