import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { fitExpectations } from '../../../tools/man/outcomes/fit-expectations.ts'
import type { Example } from '../../../tools/page/index.ts'
import { readPage } from '../../read-page.ts'
import { targets } from '../../site/sample.ts'

/** Read the only example of a page with this text. */
function exampleIn(text: string): Example {
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n${text}\n`
  const file = new VFile({ path: 'docs/x.7.md', value })
  const example = readPage(file, { targets })?.examples[0]
  if (!example || file.messages.length > 0) throw new Error(file.messages.map(String).join('\n'))
  return example
}

function fitCode(code: string): string {
  return fitExpectations(exampleIn(`\`\`\`ts\n${code}\n\`\`\``), 69)
}

test('comments move to one column, or below the call if they do not fit', () => {
  const code = [
    'await app.fcntl(fd, F_SETLEASE, F_LAYOUT)                   //=> 0 | linux: EINVAL',
    'await app.fcntl(fd, F_SETLEASE, F_LAYOUT | F_EXCLUSIVE)     //=> 0 | rfc-v1: EINVAL | linux: EINVAL',
    'await app.fcntl(fd, F_GETLEASE)                             //=> 16 | linux: 2',
  ]
  expect(fitCode(code.join('\n')).split('\n')).toEqual([
    'await app.fcntl(fd, F_SETLEASE, F_LAYOUT)  //=> 0 | linux: EINVAL',
    'await app.fcntl(fd, F_SETLEASE, F_LAYOUT | F_EXCLUSIVE)',
    '    //=> 0 | rfc-v1: EINVAL | linux: EINVAL',
    'await app.fcntl(fd, F_GETLEASE)            //=> 16 | linux: 2',
  ])
})

test('comments that fit are not moved', () => {
  const code = 'await a()      //=> 0\nawait bcd()\t//=> 1'
  expect(fitCode(code)).toBe('await a()      //=> 0\nawait bcd()     //=> 1')
})

/** Lines that only look like expectations. */
const lookalikes = [
  `const a = \`two${' '.repeat(80)}//=> 22222222`,
  '  //=> 3',
  "three` + 'a   //=> 4' + String(/   [//=> 5]/)",
  '/* a      //=> 6',
  'b         //=> 7 */',
]

test('a lookalike of an expectation is unchanged', () => {
  const claim = `await f(a)${' '.repeat(60)}//=> 139`
  expect(fitCode([...lookalikes, claim].join('\n')).split('\n')).toEqual([
    ...lookalikes,
    'await f(a)  //=> 139',
  ])
})

test('expectations are recognized below a cut, in quotes and items, and after tabs', () => {
  const lines = [
    'const a = 1 //=> 1',
    '// ---cut---',
    ...lookalikes,
    `{\tawait f(a)\t//=> 139 | rfc: ${'1'.repeat(60)}`,
    '}',
  ]
  const fence = ['```ts', ...lines, '```']
  const example = exampleIn(
    fence.map((line) => `> 1. ${line}`.replace(/1\. (?!```ts)/, '   ')).join('\n'),
  )
  expect(fitExpectations(example, 69).split('\n')).toEqual([
    ...lookalikes,
    '{       await f(a)',
    `    //=> 139 | rfc: ${'1'.repeat(60)}`,
    '}',
  ])
})
