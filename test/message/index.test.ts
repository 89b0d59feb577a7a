import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import {
  codeFrame,
  formatMessages,
  levelOf,
  report,
  ruleFor,
  shorten,
  visibleLine,
  visibleText,
  widthOf,
  worstLevel,
} from '../../tools/message/index.ts'
import fc from '../seeded.ts'

const place = {
  start: { line: 2, column: 3, offset: 8 },
  end: { line: 2, column: 5, offset: 10 },
}

test('`report` adds a message with the level and url of its rule', () => {
  const file = new VFile({ path: 'docs/x.7.md', value: 'a\nb c d\n' })
  const cause = new Error('from below')
  const message = report(file, 'example-label', 'Unexpected label `nme`, expected `name`', place, {
    note: 'one\ntwo',
    ancestors: [{ type: 'root' }],
    cause,
    expected: ['name'],
    actual: 'nme',
  })
  expect(file.messages).toEqual([message])
  expect({ ...message, stack: undefined }).toMatchObject({
    ancestors: [{ type: 'root' }],
    actual: 'nme',
    cause,
    column: 3,
    expected: ['name'],
    fatal: true,
    line: 2,
    note: 'one\ntwo',
    place,
    reason: 'Unexpected label `nme`, expected `name`',
    ruleId: 'example-label',
    source: 'manproof',
    url: 'manproof.1#example-label',
  })
})

test('`report` keeps a cause that is not an error', () => {
  const message = report(new VFile(), 'example-failed', 'X', undefined, { cause: 'thrown text' })
  expect(message.cause).toEqual(new Error('thrown text'))
})

test('`report` marks a warning as not fatal', () => {
  expect(report(new VFile(), 'example-language', 'X').fatal).toBe(false)
})

test('`ruleFor` gives compiler numbers the rule of type errors', () => {
  expect(ruleFor('ts2339')).toBe(ruleFor('type-error'))
  expect(ruleFor('ts2339').url).toBe('manproof.1#type-error')
  expect(ruleFor('syntax').url).toBe('manproof.1#syntax')
})

test('`formatMessages` prints each message on a line, in the order of the page', () => {
  const file = new VFile({ path: 'docs/x.7.md' })
  report(file, 'example-language', 'Second', place, { note: 'because\nof this' })
  report(file, 'syntax', 'First', { line: 1, column: 4 })
  file.info('Whole file')
  file.message('Foreign', { line: 9, column: 1 })
  expect(formatMessages([file, new VFile()])).toBe(
    [
      'docs/x.7.md: info: Whole file',
      'docs/x.7.md:1:4: error: First [syntax]',
      'docs/x.7.md:2:3: warning: Second [example-language]',
      '  because',
      '  of this',
      'docs/x.7.md:9:1: warning: Foreign',
      '',
    ].join('\n'),
  )
})

test('`formatMessages` names a file without path', () => {
  const file = new VFile()
  report(file, 'syntax', 'A')
  expect(formatMessages([file])).toBe('stdin: error: A [syntax]\n')
})

test('`worstLevel` finds the worst of all files', () => {
  const mild = new VFile()
  const bad = new VFile()
  expect(worstLevel([mild, bad])).toBeUndefined()
  mild.info('X')
  expect(worstLevel([mild, bad])).toBe('info')
  report(bad, 'example-language', 'X')
  expect(worstLevel([mild, bad])).toBe('warning')
  report(mild, 'syntax', 'X')
  expect(worstLevel([mild, bad])).toBe('error')
  expect(mild.messages.map(levelOf)).toEqual(['info', 'error'])
})

test.each([
  ['', 0],
  ['abc', 3],
  ['é', 1],
  ['e\u0301', 1],
  ['漢字', 4],
  ['👩‍👩‍👧', 2],
  ['\u0301', 0],
  ['한', 2],
])('%j takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width)
})

test('`codeFrame` puts carets below the range', () => {
  const file = new VFile('a\nb cc d\n')
  const frame = codeFrame(file, {
    start: { line: 2, column: 3 },
    end: { line: 2, column: 5 },
  })
  expect(frame).toBe('2 | b cc d\n  |   ^^')
})

test('`codeFrame` counts tabs and wide characters like a terminal', () => {
  const file = new VFile('\uFEFF-\t漢 = x\r\n')
  const at = { start: { line: 1, column: 3 }, end: { line: 1, column: 4 } }
  expect(codeFrame(file, at)).toBe('1 | -   漢 = x\n  |     ^^')
  expect(codeFrame(file, { line: 1, column: 7 })).toBe('1 | -   漢 = x\n  |          ^')
})

test('`codeFrame` replaces control characters', () => {
  const file = new VFile({ value: 'a\u001B[31m\tb' })
  expect(codeFrame(file, { line: 1, column: 2 })).toBe('1 | a\uFFFD[31m  b\n  |  ^')
})

test('`codeFrame` shows the first of several lines', () => {
  const file = new VFile('abc\ndef\n')
  const at = { start: { line: 1, column: 2 }, end: { line: 2, column: 2 } }
  expect(codeFrame(file, at)).toBe('1 | abc\n  |  ^^')
})

test('`codeFrame` of a missing line is empty', () => {
  expect(codeFrame(new VFile('a'), { line: 7, column: 1 })).toBe('')
  expect(codeFrame(new VFile('a'), { line: 1, column: 9 })).toBe('1 | a\n  |  ^')
})

/** Control characters for a terminal, but for line feed and tab. */
const obeyed = /[^\P{Cc}\t\n]|[\u2028-\u202E\u2066-\u2069]/u

const anyText = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\u2028', '\u202e', '\u2066', '\u200f', '日', '\ud83d'),
  ),
})

test('`visibleText` and `visibleLine` leave no control characters', () => {
  expect(visibleText('\u001b[31m\u009b\u007f\r\u202e\u2069\ta\r\nb')).toBe(
    '\\u001b[31m\\u009b\\u007f\\u000d\\u202e\\u2069\ta\nb',
  )
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = visibleText(text)
      expect(shown).not.toMatch(obeyed)
      expect(visibleText(shown)).toBe(shown)
      if (!obeyed.test(text)) expect(shown).toBe(text)
      expect(visibleLine(text)).not.toMatch(obeyed)
      expect(visibleLine(text)).not.toContain('\n')
    }),
  )
})

test('`visibleText` of JSON is JSON with the same value', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(JSON.parse(visibleText(JSON.stringify([text], null, 2)))).toEqual([text])
    }),
  )
})

test('`shorten` keeps the start of a long text, and no half of a surrogate pair', () => {
  expect(shorten('a'.repeat(10_000))).toBe('a'.repeat(10_000))
  expect(shorten(`${'a'.repeat(9999)}😀b`)).toBe(`${'a'.repeat(9999)}… (3 more characters)`)
})

test('`formatMessages` prints one line and its note, whatever the message quotes', () => {
  const file = new VFile({ path: 'a\u001b\nb.md' })
  report(file, 'syntax', 'A `\u009b\n`', undefined, { note: 'c\u202e\nd' })
  report(file, 'syntax', 'x'.repeat(50_000_000))
  const [first, second, third, fourth] = formatMessages([file]).split('\n')
  expect([first, second, third]).toEqual([
    'a\\u001b\\u000ab.md: error: A `\\u009b\\u000a` [syntax]',
    '  c\\u202e',
    '  d',
  ])
  expect(fourth).toMatch(/: error: x{10000}… \(49990000 more characters\) \[syntax\]$/)
})

test('`codeFrame` covers control characters, and skips lines that are too long', () => {
  const file = new VFile({ value: `a\u001b\u202e\u2028b\n${'x'.repeat(1001)}\n` })
  expect(codeFrame(file, { line: 1, column: 5 })).toBe('1 | a\ufffd\ufffd\ufffdb\n  |     ^')
  expect(codeFrame(file, { line: 2, column: 5 })).toBe('')
})

test('a rule of another program follows the name of its source', () => {
  const file = new VFile({ path: 'a.md' })
  file.message('One', 'my:rule')
  file.message('Two', 'rule')
  file.message('Three', { source: 'my' })
  report(file, 'text-lost', 'Four')
  expect(formatMessages([file])).toBe(
    'a.md: warning: One [my:rule]\na.md: warning: Two [rule]\na.md: warning: Three [my]\na.md: error: Four [text-lost]\n',
  )
})
