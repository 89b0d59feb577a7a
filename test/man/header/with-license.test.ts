import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { withLicense } from '../../../tools/man/header/with-license.ts'
import { checkRoff } from '../../../tools/man/proof/check-roff.ts'
import { compileMan } from '../../compile-man.ts'
import { makePage, parse } from '../soak/make-page.ts'

const lines = [
  '.\\" Copyright, the authors of trial',
  '.\\" SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note',
]
const license = 'GPL-2.0-only WITH Linux-syscall-note'

function compiled(body: string): string {
  const options = { targets: [], version: 'trial 1.0', license }
  return compileMan(makePage(`## DESCRIPTION\n\n${body}`), options)[0]?.text ?? ''
}

test('the owner and the license precede the title line', () => {
  expect(compiled('Text.').split('\n').slice(0, 2)).toEqual(lines)
  expect(compiled('Text.').split('\n')[2]).toMatch(/^\.TH /)
})

test('the line that requests tbl remains the first', () => {
  const page = compiled('| a | b |\n| - | - |\n| c | d |')
  expect(page.split('\n').slice(0, 3)).toEqual(['\'\\" t', ...lines])
  const file = new VFile()
  checkRoff(parse(''), page, file)
  expect(file.messages).toEqual([])
})

test('an invalid license or name is not printed', () => {
  const page = '.TH A 1\n'
  for (const no of ['', 'UNLICENSED', 'SEE LICENSE IN FILE', 'MIT\n.so /etc/passwd', 'MIT AND'])
    expect(withLicense(page, no, 'trial')).toBe(page)
  for (const owner of ['', 'a b', 'a\n.so b', '\u00e9']) {
    expect(withLicense(page, 'MIT', owner)).toBe(page)
  }
})
