import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { roff } from 'manproof/man'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { afterAll, describe, expect, it } from 'vitest'
import { describeWith, groffReleases, itWith, itWithRelease, runTool } from './find-tool.ts'

// Mandoc's style requires capitals, man-pages(7) the name as it is: this name is in capitals.
const path = 'EVERYTHING.7.md'
const value = readFileSync(new URL('./everything.md', import.meta.url), 'utf8')
const options = { date: '2026-11-22', version: 'manproof 0.1' }
const page = String(
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(roff, options)
    .processSync(new VFile({ path, value })),
)
const folder = mkdtempSync(join(tmpdir(), 'manproof-page-'))
const file = join(folder, 'everything.7')
writeFileSync(file, page)
afterAll(() => rmSync(folder, { recursive: true }))

const strict = ['-t', '-man', '-ww', '-rCHECKSTYLE=3']

/** Collect the messages of a groff about the page, for terminals and paper. */
function complaints(groff: string): string {
  return ['-Tutf8', '-Tascii', '-Tps', '-Tpdf']
    .map((device) => runTool(groff, [...strict, device, file]).stderr)
    .join('')
}

/** Find stretched blanks and hyphens at line ends in a page of long words. */
function margins(groff: string): string[] {
  const prose = new URL('./fixtures/hyphenation/output.roff', import.meta.url).pathname
  const options = ['-t', '-man', '-Tutf8', '-P-cbou', '-rLL=52n', prose]
  const body = runTool(groff, options).stdout.replace(/^page\(7\).*/gm, '')
  return body.match(/[a-z]{2},? {2,}[a-z]{2}.*|.*\u2010$/gm) ?? []
}

describe('no line is stretched, and no word is hyphenated', () => {
  itWith('groff')('by the installed groff', () => {
    expect(margins('groff')).toEqual([])
  })

  for (const release of groffReleases) {
    itWithRelease(release)(`by groff ${release}`, (groff) => {
      expect(margins(groff)).toEqual([])
    })
  }
})

describe('a page that uses every construct draws no message', () => {
  itWith('groff')('of the installed groff, on terminals and paper', () => {
    expect(complaints('groff')).toBe('')
  })

  for (const release of groffReleases) {
    itWithRelease(release)(`of groff ${release}, on terminals and paper`, (groff) => {
      expect(complaints(groff)).toBe('')
    })
  }

  itWith('mandoc')('of mandoc at style level, nor when it writes a PDF', () => {
    const { stdout, stderr } = runTool('mandoc', ['-T', 'lint', '-W', 'style', file])
    expect(stdout + stderr).toBe('')
    const pdf = runTool('mandoc', ['-T', 'pdf', '-W', 'style', file])
    expect(pdf.stderr).toBe('')
    expect(pdf.stdout.slice(0, 5)).toBe('%PDF-')
  })

  itWith('lexgrog')('of lexgrog, which reads each of its names', () => {
    expect(runTool('lexgrog', [file]).stdout.match(/"\S+ - /g)).toEqual([
      '"EVERYTHING - ',
      '"all-of-it - ',
    ])
  })
})

describeWith('man')('the check of lintian', () => {
  // As lintian 2.116 does for the tag groff-message: only the preprocessors of the first line run.
  const check = (name: string): string => {
    const words = ['MANROFFSEQ=', 'MANWIDTH=80', 'LC_ALL=C.UTF-8', 'man', '--warnings', '-E']
    return runTool('env', [...words, 'UTF-8', '-l', '-Tutf8', '-Z', name]).stderr
  }

  it('says nothing', () => {
    expect(check(file)).toBe('')
  })

  it('complains about a table without the first line for tbl', () => {
    const bad = join(folder, 'bad.7')
    writeFileSync(bad, `${page.replace('\'\\" t\n', '')}.xyz\n`)
    expect(check(bad)).not.toBe('')
  })
})

it('no line of the page is empty, longer than 80 bytes or ends in a blank', () => {
  const lines = page.split('\n').slice(0, -1)
  expect(lines.filter((line) => !/^[ -~]{0,79}[!-~]$/.test(line))).toEqual([])
})
