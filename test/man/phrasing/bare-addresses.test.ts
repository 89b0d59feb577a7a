import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { compileRoff } from '../../../tools/man/index.ts'
import { describeWith, groffReleases, itWithRelease, runTool } from '../find-tool.ts'
import { parse } from '../soak/make-page.ts'

const address = 'https://example.org/a'
const options = ['-man', '-ww', '-Tutf8', '-P-cbou']

/** Write a page with a link around `body`. */
function linkWith(...body: readonly string[]): string {
  const lines = ['.SH DESCRIPTION', 'See', `.UR ${address}`, ...body, '.UE ,', 'too.', '']
  return ['.TH PAGE 7 2026-11-29', ...lines].join('\n')
}

/** Count the addresses in an output. */
function count(output: string): number {
  return output.split(address).length - 1
}

const html = (roff: string): string =>
  runTool('mandoc', ['-T', 'html', '-O', 'fragment'], roff).stdout.replaceAll(/ href="[^"]*"/g, '')
const groff = (roff: string, program = 'groff'): string => runTool(program, options, roff).stdout

describe('an address that is its own text', () => {
  const value = `See <${address}>, ${address} and me@example.org.`
  const file = new VFile({ path: 'page.7.md', value })
  const page = compileRoff(parse(value), file, { description: 'x', date: '2026-11-29' }).text

  it('is text', () => {
    expect(page).not.toMatch(/^\.(?:UR|MT)/m)
    expect(page).toContain(`\n\\%${address} and \\%me\\[at]example.org.\n`)
  })

  describeWith('mandoc', 'groff')('is printed once', () => {
    it('in mandoc, in its HTML, and in groff', () => {
      const mandoc = runTool('mandoc', ['-T', 'utf8', '-W', 'warning'], page)
      expect(mandoc.stderr).toBe('')
      expect([mandoc.stdout, html(page), groff(page)].map(count)).toEqual([2, 2, 2])
    })
  })
})

// Why it is not a link by a macro: each such link is worse in some program.
describeWith('mandoc', 'groff')('a link whose text', () => {
  it('is missing draws a warning from mandoc', () => {
    expect(runTool('mandoc', ['-T', 'lint', '-W', 'warning'], linkWith()).stdout).toMatch(
      /:4:2: WARNING: empty block: UR\n$/,
    )
  })

  it('is invisible does not appear in the HTML of mandoc', () => {
    expect(count(html(linkWith('\\&')))).toBe(0)
    expect(count(html(linkWith('.ft R')))).toBe(0)
  })

  it('is its address appears twice in mandoc and in groff 1.22', () => {
    const roff = linkWith(address)
    expect(count(runTool('mandoc', ['-T', 'utf8'], roff).stdout)).toBe(2)
    if (/ 1\.22\./.test(runTool('groff', ['--version']).stdout)) expect(count(groff(roff))).toBe(2)
  })

  for (const release of groffReleases.filter((each) => each === '1.23.0')) {
    itWithRelease(release)(`is invisible does not appear in groff ${release}`, (program) => {
      expect(count(groff(linkWith('\\&'), program))).toBe(0)
    })
  }
})
