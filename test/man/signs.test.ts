import { describe, expect, it } from 'vitest'
import { escapeProse } from '../../tools/man/roff/escape.ts'
import { describeWith, renderGroff, renderMandoc } from './find-tool.ts'

/** Each sign of the planes of text, without controls and half surrogates. */
const signs = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter(
  (sign) => !/[\p{Cc}\p{Cs}]/u.test(sign) && sign.trim() !== '',
)
const lines = signs.map((sign, index) => `${index}:${escapeProse(sign)}:`)
const page = ['.TH x 7 2026-11-22 "" ""', '.SH DESCRIPTION', '.nf', ...lines, '.fi', ''].join('\n')

function lostSigns(rendered: string): string[] {
  const shown = new Map(
    Array.from(rendered.matchAll(/^ *(\d+):([^\n]*):$/gm), ([, at, sign]) => [Number(at), sign]),
  )
  return signs.filter((sign, at) => shown.get(at)?.normalize('NFD') !== sign.normalize('NFD'))
}

describe('each sign of Unicode', () => {
  it('is looked at', () => {
    expect(signs.length).toBeGreaterThan(100_000)
  })

  describeWith('mandoc', 'groff')(
    'comes out as itself',
    () => {
      it.each([
        ['mandoc', renderMandoc],
        ['groff', renderGroff],
      ])('of %s', (_, render) => {
        expect(lostSigns(render(page))).toEqual([])
      })
    },
    60_000,
  )
})
