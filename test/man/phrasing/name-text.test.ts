import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { toRoff } from '../../../tools/man/index.ts'
import { lintRoff } from '../../../tools/man/lint/lint-roff.ts'
import { escapeNameText, signsOfName } from '../../../tools/man/roff/name-text.ts'
import { compileMan } from '../../compile-man.ts'
import {
  describeWith,
  groffReleases,
  itWithRelease,
  lint,
  renderGroff,
  renderMandoc,
  runTool,
} from '../find-tool.ts'
import { makePage, parse } from '../soak/make-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'manproof-name-'))
afterAll(() => rmSync(folder, { recursive: true }))

const letters = Array.from({ length: 0x40 }, (_, index) => String.fromCharCode(0xc0 + index))
const phrases = [
  'files below C:\\dir and \\\\host\\share',
  'mail to me@example.org',
  "it's 'so' \"so\" ^ ~ ` a-b --x",
  'caf\u00e9 and cafe\u0301',
  ...[...signsOfName.values()].map((sign) => `a ${sign}b${sign} c`),
]

function page(title: string, version = 'x 1'): string {
  const header = { names: ['foo'], section: '7', title, date: '2026-11-22', version }
  return toRoff(parse('## DESCRIPTION\n\nText.'), header)
}

describe('the phrase of NAME', () => {
  it('has a named escape for each letter of Latin-1', () => {
    const numbered = letters.filter((sign) => escapeNameText(sign).startsWith('\\[u'))
    expect(numbered).toEqual(['÷'])
    expect(escapeNameText('C:\\d @ → 中')).toBe('C:\\ed @ \\[->] \\[u4E2D]')
  })

  describeWith('lexgrog')('in lexgrog', () => {
    it('reads as written', () => {
      const paths = phrases.map((phrase, index) => {
        const path = join(folder, `p${index}.7`)
        writeFileSync(path, page(phrase))
        return path
      })
      const read = runTool('lexgrog', paths).stdout.trim().split('\n')
      expect(read).toEqual(
        phrases.map((phrase, index) => `${paths[index]}: "foo - ${phrase.normalize('NFC')}"`),
      )
    })
  })

  describeWith('mandoc', 'groff')('in mandoc and groff', () => {
    it.each(phrases)('appears as written: %s', (phrase) => {
      const text = page(phrase)
      const shown = phrase.normalize('NFC')
      for (const rendered of [renderMandoc(text), renderGroff(text)]) {
        const plain = rendered.replaceAll('\u2010', '-').replaceAll('\u2019', "'")
        expect(plain).toContain(`foo - ${shown}`)
      }
      expect(lint(text)).toEqual([])
    })
  })
})

it('a page that lexgrog would misread, or without a version, is refused', () => {
  const faults = (text: string): string[] =>
    lintRoff(text).map(({ ruleId, reason }) => `${ruleId}: ${reason}`)
  const good = page('below C:\\dir')
  expect(faults(good)).toEqual([])
  expect(faults(good.replace('\\e', '\\[rs]'))).toEqual([
    'roff-name: Unexpected `\\[rs]` in NAME, which lexgrog drops, expected `\\e` or `@`',
  ])
  expect(faults(good.replace('"x 1"', '""'))).toEqual([
    'roff-title: Unexpected `.TH` without a version, expected a fourth argument',
  ])
})

describe('a page without a version', () => {
  const text = (section: string): string =>
    compileMan(makePage('## DESCRIPTION\n\nText.', { section }), { targets: [] })[0]?.text ?? ''

  it('has its name for the version, and the manual of its section', () => {
    expect(text('6').split('\n')[0]).toBe('.TH page 6 2026-11-22 page "Games Manual"')
    expect(text('9x').split('\n')[0]).toBe(
      '.TH page 9x 2026-11-22 page "Kernel Developer\'s Manual"',
    )
  })

  for (const release of groffReleases) {
    itWithRelease(release)(`draws no message from groff ${release}`, (groff) => {
      for (const section of ['1', '2const', '6', '9']) {
        const path = join(folder, `page.${section}`)
        writeFileSync(path, text(section))
        const { stderr } = runTool(groff, ['-man', '-ww', '-rCHECKSTYLE=3', '-Tutf8', path])
        expect(stderr).toBe('')
      }
    })
  }
})
