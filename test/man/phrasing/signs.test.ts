import { describe, expect, it } from 'vitest'
import { escapeProse } from '../../../tools/man/roff/escape.ts'
import { describeWith, renderGroff, renderMandoc, runTool } from '../find-tool.ts'

/** Characters of the first two planes, without controls and surrogates. */
const signs = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter(
  (sign) => !/[\p{Cc}\p{Cs}]/u.test(sign) && sign.trim() !== '',
)
const lines = signs.map((sign, index) => `${index}:${escapeProse(sign)}:`)
const page = ['.TH x 7 2026-11-22 "" ""', '.SH DESCRIPTION', '.nf', ...lines, '.fi', ''].join('\n')

function lostSigns(rendered: string): string[] {
  const shown = new Map(
    Array.from(rendered.matchAll(/^ *(\d+):([^\n]*):$/gm), ([, at, sign]) => [Number(at), sign]),
  )
  return signs.filter((sign, at) => {
    const wanted = sign === '\u2026' ? '...' : sign.normalize('NFD')
    return shown.get(at)?.normalize('NFD') !== wanted
  })
}

describe('each character of Unicode', () => {
  describeWith('mandoc', 'groff')(
    'is printed as itself',
    () => {
      it.each([
        ['mandoc', renderMandoc],
        ['groff', renderGroff],
      ])('by %s', (_, render) => {
        expect(lostSigns(render(page))).toEqual([])
      })
    },
    60_000,
  )
})

describe('typographic characters', () => {
  const text = '‘a’ “b” c—d e–f g… → ≤ ≥ × • © ⟨x⟩'

  describeWith('groff', 'mandoc')('on an ASCII terminal', () => {
    it('are not dropped by groff', () => {
      const roff = `.TH x 7\n.SH DESCRIPTION\n${escapeProse(text)}\n`
      const { stdout, stderr } = runTool('groff', ['-man', '-ww', '-Tascii', '-P-cbou'], roff)
      expect(stderr).toBe('')
      expect(stdout).toContain(`'a' "b" c--d e-f g... -> <= >= x`)
    })

    it('include an ellipsis as three dots in mandoc', () => {
      const roff = `.TH x 7 2026-11-29\n.SH DESCRIPTION\n${escapeProse('g…')}\n`
      expect(runTool('mandoc', ['-T', 'ascii'], roff).stdout).toContain(' g...\n')
    })
  })
})
