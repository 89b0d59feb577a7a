import { expect, test } from 'vitest'
import { inCode, inFence, pageText } from '../../tools/reference/doc-text.ts'
import { breakType, columnsInItem, prototype } from '../../tools/reference/signature.ts'

test('a prototype that fits stays on its line', () => {
  expect(prototype('open', ['path: string', 'flags?: number'], ': void')).toBe(
    'open(path: string, flags?: number): void',
  )
})

test('a long prototype is broken after parameters, and before the result', () => {
  const parameters = ['first: string', 'second: string', 'third: readonly string[]']
  expect(prototype('function compile', parameters, ': Promise<Iterable<Outcome>>')).toBe(
    'function compile(first: string, second: string,\n' +
      '    third: readonly string[]): Promise<Iterable<Outcome>>',
  )
})

test('lines are shorter in an item of a list', () => {
  const parameters = ['fd: number', 'mode: number', 'offset: number', 'length: number']
  expect(prototype('fallocate', parameters, ': Promise<number>', columnsInItem)).toBe(
    'fallocate(fd: number, mode: number, offset: number,\n    length: number): Promise<number>',
  )
})

test('no line of a union is too wide', () => {
  const union = Array.from({ length: 40 }, (_, index) => `'word-${index}'`).join(' | ')
  const lines = breakType(`type Word = ${union}`).split('\n')
  expect(lines.every((line) => line.length <= 68)).toBe(true)
  expect(lines.map((line) => line.trim()).join(' ')).toBe(`type Word = ${union}`)
})

test('a type without a break is not broken', () => {
  const type = `${'a'.repeat(100)}`
  expect(breakType(type)).toBe(type)
})

test('code keeps its backticks', () => {
  expect(inCode('a')).toBe('`a`')
  expect(inCode('`a``b`')).toBe('``` `a``b` ```')
  expect(inFence('```\na\n```', 'ts')).toBe('````ts\n```\na\n```\n````')
})

test('sentences begin lines, but not in code', () => {
  const link = (name: string): string => `[${name}]`
  expect(
    pageText('It is one. Two is\nnext, `a. B` stays. See fcntl(2). {@link X} ends.', link),
  ).toBe('It is one.\nTwo is next, `a. B` stays.\nSee **fcntl**(2).\n[X] ends.')
  expect(pageText('- One. Two.\n- `open(2)`. Four.', link)).toBe(
    '- One.\n  Two.\n- `open(2)`.\n  Four.',
  )
})
