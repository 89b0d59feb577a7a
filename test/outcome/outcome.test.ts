import { expect, test } from 'vitest'
import {
  formatOutcome,
  type Json,
  matchOutcome,
  type Outcome,
  readOutcome,
  splitClaims,
} from '../../tools/outcome/index.ts'
import { kernelVocabulary } from '../../tools/subject.ts'
import fc from '../seeded.ts'

const signal = fc.oneof(
  fc.constantFrom('SIGIO', 'SIGKILL', 'SIGRTMIN', 'SIGRTMAX', 'SIGPOLL'),
  fc.nat(30).map((count) => `SIGRTMIN+${count}`),
  fc.nat(30).map((count) => `SIGRTMAX-${count}`),
)
// `-0` is printed as `0`, in JSON as in a page.
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json)
const simple: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constantFrom<Outcome>({ kind: 'ok' }, { kind: 'none' }),
  json.map((value): Outcome => ({ kind: 'value', value })),
  fc
    .constantFrom('EPERM', 'EAGAIN', 'EWOULDBLOCK', 'E2BIG', 'EHWPOISON')
    .map((code): Outcome => ({ kind: 'errno', code })),
  signal.map((name): Outcome => ({ kind: 'signal', signal: name })),
  signal.map((name): Outcome => ({ kind: 'killed', signal: name })),
)
const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  simple,
  fc.constant<Outcome>({ kind: 'blocks' }),
  simple.map((outcome): Outcome => ({ kind: 'after', outcome })),
)

/** As evidence has it. */
function read(text: string): Outcome {
  return checked(readOutcome(text))
}

/** As a page has it. */
function stated(text: string): Outcome {
  return checked(readOutcome(text, kernelVocabulary))
}

function checked(outcome: ReturnType<typeof readOutcome>): Outcome {
  if ('problem' in outcome) throw new Error(outcome.problem)
  return outcome
}

test('`readOutcome` reads the output of `formatOutcome`', () => {
  fc.assert(
    fc.property(outcomes, (outcome) => {
      const text = formatOutcome(outcome)
      expect(read(text)).toEqual(outcome)
      expect(formatOutcome(read(text))).toBe(text)
      expect(text).not.toMatch(/[\n\r\u2028\u2029]/)
    }),
  )
})

test('an outcome matches itself, and none of another kind', () => {
  fc.assert(
    fc.property(outcomes, outcomes, (left, right) => {
      expect(matchOutcome(left, left)).toBe(true)
      const nothing = (outcome: Outcome): boolean =>
        outcome.kind === 'none' || (outcome.kind === 'value' && outcome.value === null)
      if (left.kind !== right.kind && left.kind !== 'ok' && !nothing(left)) {
        expect(matchOutcome(left, right)).toBe(false)
      }
    }),
  )
})

test.each([
  ['ok', 'ok', true],
  ['ok', '7', true],
  ['ok', 'null', true],
  ['ok', 'none', false],
  ['ok', 'EINVAL', false],
  ['ok', 'SIGBUS', false],
  ['ok', 'blocks', false],
  ['0', 'ok', false],
  ['0', '0', true],
  ['0', '1', false],
  ['0', '"0"', false],
  ['none', 'null', true],
  ['null', 'none', true],
  ['none', 'ok', false],
  ['EWOULDBLOCK', 'EAGAIN', true],
  ['EDEADLK', 'EDEADLOCK', true],
  ['ENOTSUP', 'EOPNOTSUPP', true],
  ['EPERM', 'EACCES', false],
  ['SIGPOLL', 'SIGIO', true],
  ['SIGRTMIN+0', 'SIGRTMIN', true],
  ['SIGRTMAX-29', 'SIGRTMIN+1', true],
  ['SIGRTMIN+1', 'SIGRTMIN+2', false],
  ['killed SIGIO', 'SIGIO', false],
  ['killed SIGIO', 'killed SIGPOLL', true],
  ['after T: ok', 'after T: 3', true],
  ['after T: 0', '0', false],
  ['0', 'after T: 0', false],
  ['blocks', 'blocks', true],
  ['{"a": 1}', '{"a": 1, "b": 2}', true],
  ['{"a": 1, "b": 2}', '{"a": 1}', false],
  ['{"a": {"b": 1}}', '{"a": {"b": 1, "c": 2}}', true],
  ['{"a": null}', '{}', false],
  ['{"toString": 1}', '{}', false],
  ['{}', '[]', false],
  ['[1]', '[1, 2]', false],
  ['[{"a": 1}]', '[{"a": 1, "b": 2}]', true],
  ['[1]', '{"0": 1}', false],
])('expected `%s` and observed `%s` match: %s', (expected, observed, result) => {
  expect(matchOutcome(stated(expected), read(observed))).toBe(result)
})

test('`readOutcome` ignores white space and the spelling of JSON', () => {
  expect(read('  after   T :  killed  SIGIO ')).toEqual({
    kind: 'after',
    outcome: { kind: 'killed', signal: 'SIGIO' },
  })
  expect(formatOutcome(read('{"a":[1,-0],"b":"\u2028"}'))).toBe('{"a": [1, 0], "b": "\\u2028"}')
})

test.each([
  ['', 'Missing outcome, expected for example `ok`'],
  [
    'after T: after T: 0',
    'Unexpected `after T: 0` after `after T:`, expected an outcome that ends the call',
  ],
  ['after T:', 'Missing outcome, expected for example `ok`'],
  [
    '[1e999]',
    'Unexpected outcome `[1e999]`, expected a JSON value, `ok`, `none`, `blocks`, `after T: OUTCOME`, `killed SIGNAL`, an errno name or a signal name',
  ],
  ['enoent', 'Unexpected outcome `enoent`, expected `ENOENT`'],
  ['SIGRTMAX-31', 'Unexpected signal name `SIGRTMAX-31`, expected a name of signal(7)'],
])('`readOutcome` of %j explains the problem', (text, problem) => {
  expect(readOutcome(text, kernelVocabulary)).toEqual({ problem })
})

test('`splitClaims` ignores bars in strings', () => {
  expect(splitClaims(' {"a|": "\\"|"} | sim:rfc-v1: "x|y" |  linux:  after T: 0')).toEqual([
    { start: 1, outcome: '{"a|": "\\"|"}', end: 14 },
    { selector: 'sim:rfc-v1', start: 17, outcome: '"x|y"', end: 34 },
    { selector: 'linux', start: 38, outcome: 'after T: 0', end: 56 },
  ])
})

test('`splitClaims` gives offsets of its parts', () => {
  fc.assert(
    fc.property(fc.array(outcomes.map(formatOutcome), { minLength: 1 }), (parts) => {
      const text = parts.join(' | ')
      const claims = splitClaims(text)
      expect(claims.map(({ outcome }) => outcome)).toEqual(parts)
      expect(claims.map(({ start, end }) => text.slice(start, end))).toEqual(parts)
    }),
  )
})

test('a subject has words of its own: one name of another is unknown, or nearest to one of its', () => {
  const own = { errors: ['EROBOT', 'EARM'], signals: ['SIGARM'], aliases: { EARM: 'EROBOT' } }
  expect(readOutcome('EAGAIN', own)).toEqual({
    problem: 'Unexpected error name `EAGAIN`, expected a name of errno(3)',
  })
  expect(readOutcome('SIGARN', own)).toEqual({
    problem: 'Unexpected signal name `SIGARN`, expected `SIGARM`',
  })
  expect(readOutcome('EARM', own)).toEqual({ kind: 'errno', code: 'EARM', also: ['EROBOT'] })
})
