import { expect, test } from 'vitest'
import { commandWords } from '../../tools/page/index.ts'
import fc from '../seeded.ts'

/** Parts with a letter for the role of each. */
function read(line: string): string[] {
  return commandWords(line).map(({ role, value }) => `${role[0]}:${value}`)
}

test('words are literals, names in capitals arguments, and brackets signs', () => {
  expect(read('foo test [PAGE...] [--out DIR | -q]')).toEqual([
    'l:foo test',
    's: [',
    'a:PAGE',
    's:...] [',
    'l:--out ',
    'a:DIR',
    's: | ',
    'l:-q',
    's:]',
  ])
})

test('part of a word is replaced only if it stands alone', () => {
  expect(read('--shard I/N')).toEqual(['l:--shard ', 'a:I', 'l:/', 'a:N'])
  expect(read('KEY=VALUE')).toEqual(['a:KEY', 'l:=', 'a:VALUE'])
  expect(read('-C X-Y $HOME F_LAYOUT')).toEqual(['l:-C X-Y $HOME ', 'a:F_LAYOUT'])
})

test('a name in angle brackets is replaced, and a redirection is a sign', () => {
  expect(read('npm i <pkg> > OUT')).toEqual(['l:npm i ', 's:<', 'a:pkg', 's:> > ', 'a:OUT'])
})

test('the parts make up the line', () => {
  const sign = fc.constantFrom(...'aZ_-. []<>|(){}=/\t\\')
  fc.assert(
    fc.property(fc.string({ unit: sign }), (line) => {
      const words = commandWords(line)
      expect(words.map(({ value }) => value).join('')).toBe(line)
      expect(words.every(({ value }) => value !== '')).toBe(true)
    }),
  )
})
