import { expect, test } from 'vitest'
import { claimFor, matchOutcome, type Outcome, readOutcome } from '../../tools/outcome/index.ts'
import { type RunOptions, type RunResult, updateExpectations } from '../../tools/run/index.ts'
import fc from '../seeded.ts'
import { examplePage, fakeTarget, pageOf, readPage, runPage } from './run-page.ts'

const open = "import { openWorld } from 'manproof'\nawait using world = await openWorld()\n"
const targets = [
  fakeTarget('sim:rfc-v1', { answer: 1 }, ['sim', 'rfc', 'rfc-v1']),
  fakeTarget('sim:rfc-v2', { answer: 2 }, ['sim', 'rfc', 'rfc-v2']),
  fakeTarget('sim:linux-6.1', { answer: 3 }, ['sim', 'linux', 'linux-6.1']),
  fakeTarget('sim:linux-6.12', { answer: 3 }, ['sim', 'linux', 'linux-6.12']),
  fakeTarget('host', { available: false }, ['linux', 'real', 'linux-6.12']),
]

async function update(comment: string, call = 'await world.answer()'): Promise<string> {
  const run = await runPage(examplePage(`${open}${call}  ${comment}`), targets)
  const [line = ''] = /^.*\/\/=>.*$/m.exec(updateExpectations(run.page, run.results)) ?? []
  return line.slice(line.indexOf('//=>'))
}

test.each([
  // The default stays while it is right for a target, and the rest gets the widest selectors.
  ['//=> 1', '//=> 1 | rfc-v2: 2 | linux: 3'],
  ['//=> 3', '//=> 3 | rfc-v1: 1 | rfc-v2: 2'],
  // The outcome of the first target replaces a wrong default.
  ['//=> 9', '//=> 1 | rfc-v2: 2 | linux: 3'],
  // A target that was not observed keeps its claim, but not the default.
  ['//=> 9 | host: 4', '//=> 1 | rfc-v2: 2 | linux-6.1: 3 | sim:linux-6.12: 3 | real: 4'],
  // Correct claims remain, and other targets get their own.
  ['//=> 1 | rfc-v2: 2', '//=> 1 | rfc-v2: 2 | linux: 3'],
  // A correct comment is unchanged.
  ['//=>1|rfc-v2: 2  |  linux:   3', '//=>1|rfc-v2: 2  |  linux:   3'],
  ['//=> ok', '//=> ok'],
])('`%s` becomes `%s`', async (before, after) => {
  expect(await update(before)).toBe(after)
})

test('targets that were left out keep their claims, defaults included', async () => {
  const page = (comment: string) => examplePage(`${open}await world.answer()  ${comment}`)
  const filter: RunOptions['filter'] = ({ target }) => target.name === 'sim:rfc-v1'
  const run = await runPage(page('//=> 9 | linux-6.1: 4'), targets, { filter })
  const others = targets.slice(1)
  expect(updateExpectations(run.page, run.results, others)).toBe(
    page('//=> 9 | rfc-v1: 1 | linux-6.1: 4'),
  )
})

test('an object becomes `ok` unless the page states one', async () => {
  expect(await update('//=> EIO', 'await world.echo({ map: 1 })')).toBe('//=> ok')
  expect(await update('//=> {"map": 2}', 'await world.echo({ map: 1, x: 2 })')).toBe(
    '//=> {"map": 1}',
  )
})

test('only `//=>` comments change, also in quotes, lists and with CRLF', async () => {
  const text = pageOf(
    [
      '> 1. ```ts name=quoted',
      ">    import { openWorld } from 'manproof'",
      '>    await using world = await openWorld()',
      '>    await world.answer()  //=> 7',
      '>    const late = world.block() //=> 0',
      '>    ```',
      '',
      'The text //=> 7 is not a comment of an example.',
    ].join('\n'),
  )
  const crlf = text.replaceAll('\n', '\r\n')
  const [one] = targets
  const run = await runPage(crlf, one && [one])
  const updated = updateExpectations(run.page, run.results)
  expect(updated).toBe(crlf.replace('//=> 7\r', '//=> 1\r').replace('//=> 0\r', '//=> blocks\r'))
  const again = await runPage(updated, one && [one])
  expect(again.messages).toBe('')
  expect(updateExpectations(again.page, again.results)).toBe(updated)
})

test('a lookalike of an expectation is not updated', async () => {
  const lines = (answer: number): string =>
    [
      'const a = `two      //=> 9',
      "  //=> 9` + '      //=> 9'",
      '/* block',
      '   //=> 9 */',
      `await world.answer(a)  //=> ${answer}`,
    ].join('\n')
  const [one] = targets
  const run = await runPage(examplePage(open + lines(9)), one && [one])
  expect(updateExpectations(run.page, run.results)).toBe(examplePage(open + lines(1)))
})

const outcome = fc.constantFrom('0', '1', 'EINVAL', 'blocks', 'after T: EAGAIN', 'SIGIO', 'none')
const claims = fc.record({
  byDefault: fc.option(outcome, { nil: undefined }),
  others: fc.dictionary(
    fc.constantFrom('sim', 'rfc', 'rfc-v2', 'linux', 'linux-6.12', 'real', 'host', 'sim:rfc-v1'),
    outcome,
    { maxKeys: 4 },
  ),
})

function outcomeOf(text: string): Outcome {
  const read = readOutcome(text)
  if (!('kind' in read)) throw new Error(`Unexpected outcome \`${text}\`, expected one`)
  return read
}

test('whatever a comment said, the update is right for what was observed and keeps the rest', () => {
  fc.assert(
    fc.property(
      claims,
      fc.array(fc.option(outcome, { nil: undefined }), { minLength: 5, maxLength: 5 }),
      ({ byDefault, others }, seen) => {
        const parts = Object.entries(others).map(([selector, text]) => `${selector}: ${text}`)
        const comment = [...(byDefault === undefined ? [] : [byDefault]), ...parts].join(' | ')
        fc.pre(comment !== '')
        const text = examplePage(`${open}await world.answer()  //=> ${comment}`)
        const { page } = readPage(text, targets)
        const [example] = page.examples
        if (!example) throw new Error('Unexpected page, expected an example')
        const results = targets.map((target, index): RunResult => {
          const observed = seen[index]
          const outcomes = [observed === undefined ? undefined : outcomeOf(observed)]
          const base = { path: 'docs/page.7.md', example, target, outcomes, faults: [] }
          const status = observed === undefined ? 'skipped' : 'passed'
          return { ...base, status, release: '', fs: '', output: '', durationMs: 0, traces: [] }
        })
        const updated = readPage(updateExpectations(page, results), targets)
        const [before] = example.expectations
        const [after] = updated.page.examples[0]?.expectations ?? []
        if (!before || !after) throw new Error('Unexpected page, expected an expectation')
        for (const [index, target] of targets.entries()) {
          const claim = claimFor(after, target)?.outcome
          const observed = results[index]?.outcomes[0]
          const old = claimFor(before, target)
          if (observed && claim) expect(matchOutcome(claim, observed)).toBe(true)
          if (observed && !claim) expect(['value', 'ok', 'none']).toContain(observed.kind)
          if (!observed && old?.selector !== undefined) expect(claim).toEqual(old.outcome)
        }
        expect(String(updated.file).split('//=>')[0]).toBe(text.split('//=>')[0])
      },
    ),
    { numRuns: 300 },
  )
})
