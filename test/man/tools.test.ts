import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { compileMan } from '../compile-man.ts'
import { describeWith, runTool } from './find-tool.ts'
import { makePage } from './soak/make-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'manproof-man-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pages = [
  makePage('## DESCRIPTION\n\nFirst.\n', {
    names: ['F_LAYOUT', 'F_EXCLUSIVE'],
    section: '2const',
    title: 'layout lease of a file\u2019s blocks',
  }),
  makePage('## DESCRIPTION\n\nSecond, see **F_LAYOUT**(2const).\n', {
    names: ['gup-dax'],
    title: 'pins and DAX files',
  }),
]
for (const { path, text, link } of pages.flatMap((page) => compileMan(page, { targets: [] }))) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  if (link) symlinkSync(text, join(folder, path))
  else writeFileSync(join(folder, path), text)
}
const page = join(folder, 'man2/F_LAYOUT.2const')

describeWith('man', 'mandb')('man-db', () => {
  const where = (...args: readonly string[]): string =>
    runTool('man', ['-M', folder, '-w', ...args]).stdout.trim()

  it('finds pages by name, and by section and name', () => {
    expect(where('F_LAYOUT')).toBe(page)
    expect(where('2const', 'F_LAYOUT')).toBe(page)
    expect(where('2', 'F_LAYOUT')).toBe(page)
    expect(where('7', 'gup-dax')).toBe(join(folder, 'man7/gup-dax.7'))
  })

  it('shows a page under each of its names', () => {
    const show = (name: string): string => runTool('man', ['-M', folder, name]).stdout
    expect(show('F_EXCLUSIVE')).toContain('First.')
    expect(show('F_EXCLUSIVE')).toBe(show('F_LAYOUT'))
  })

  it('finds pages by their subject', () => {
    runTool('mandb', ['-c', '-q', folder])
    const whatis = (name: string): string => runTool('whatis', ['-M', folder, name]).stdout
    expect(whatis('F_LAYOUT')).toMatch(/^F_LAYOUT \(2const\) +- layout lease of a file/)
    expect(whatis('F_EXCLUSIVE')).toMatch(/^F_EXCLUSIVE \(2const\) +- layout lease of a file/)
    expect(runTool('apropos', ['-M', folder, 'pins']).stdout).toMatch(/^gup-dax \(7\)/)
  })
})

describeWith('lexgrog')('lexgrog', () => {
  it('reads each name of the NAME line', () => {
    expect(
      runTool('lexgrog', [page])
        .stdout.split('\n')
        .map((line) => line.slice(page.length)),
    ).toEqual([
      ': "F_LAYOUT - layout lease of a file\u2019s blocks"',
      ': "F_EXCLUSIVE - layout lease of a file\u2019s blocks"',
      '',
    ])
  })
})

describeWith('mman')('the man of mandoc', () => {
  it('finds pages without a database', () => {
    const where = (...args: readonly string[]): string =>
      runTool('mman', ['-M', folder, '-w', ...args]).stdout.trim()
    expect(where('F_LAYOUT')).toBe(page)
    expect(where('2const', 'F_LAYOUT')).toBe(page)
    expect(where('gup-dax')).toBe(join(folder, 'man7/gup-dax.7'))
  })
})
