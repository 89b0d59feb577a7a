import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { findExamples } from '../../tools/man/index.ts'
import { readManual } from '../../tools/manual/parsed/index.ts'
import type { Page } from '../../tools/page/index.ts'
import { root } from '../cli/run-cli.ts'
import { compileMan } from '../compile-man.ts'
import { itWith, renderGroff, renderMandoc, runTool } from '../man/find-tool.ts'
import { readPage } from '../read-page.ts'
import fc from '../seeded.ts'
import { recordAsClaimed, targets } from '../site/sample.ts'

const renders: Readonly<Record<string, (roff: string) => string>> = {
  groff: (roff) => renderGroff(roff, '80n'),
  mandoc: (roff) => renderMandoc(roff),
  man: (roff) => runTool('man', ['-l', '-'], roff).stdout,
}

const hidden = 'const a = async (x: unknown) => x\n// ---cut---\n'

/** Code that a terminal or a page does not show unchanged. */
const codes: Readonly<Record<string, string>> = {
  'a call': 'console.log(1)',
  'a call with an outcome': `${hidden}await a(1) //=> 1`,
  'an indented first line': "  await a(1)\nawait a('x')",
  'empty lines': 'await a(1)\n\n\n\nawait a(2) //=> 2\n\n\n// end',
  'empty lines around': `${hidden}\n\nawait a(1)\n\n`,
  tabs: 'const f = () => {\n\treturn `a\tb`\n}\nawait f() //=> "x"',
  'blanks at ends of lines': 'const s = `a  \n b \n`\nawait a(s)',
  'an outcome that moves': `await a('${'x'.repeat(50)}')          //=> "x" | linux: EINVAL`,
  'a lookalike of an outcome': `const s = \`a      //=> 1\n  //=> 2\nb${' '.repeat(70)}//=> 3\`\nawait a(s) //=> ok`,
  'lines that start as requests': "const s = `\n.so x\n'x\n\\\\fB\n`\nawait a(s)",
  'signs of troff':
    'await a("-\'^~`\\\\(em\\\\") // \u2014 \u201cx\u201d \u00e9 e\u0301 \u00a0 \u4f60 -- \u2010',
  'the start of another example': 'await a(1)\n\nawait a(2)',
  'a wide line': `await a('${'y'.repeat(90)}')`,
}

/** Positions of an example; each puts a fence into blocks. */
const places: Readonly<Record<string, (fence: string) => string>> = {
  'below text': (fence) => `Text.\n\n${fence}\n\nText.`,
  'below a heading': (fence) => `### Heading\n\n${fence}\n\n#### Another\n\n${fence}`,
  'in an item': (fence) => `- Text.\n\n${setIn(fence, '  ')}\n\n  Text.\n- Text.`,
  'first in an item': (fence) => `- ${setIn(fence, '  ').trimStart()}\n\n  Text.`,
  'in a step': (fence) =>
    `1. Text.\n\n${setIn(fence, '   ')}\n2. ${setIn(fence, '   ').trimStart()}`,
  'below a term': (fence) => `- \`x\`: Text.\n\n${setIn(fence, '  ')}\n\n  Text.\n- \`y\`: Text.`,
  'in a quote': (fence) => `> Text.\n>\n${setIn(fence, '> ')}\n>\n> Text.`,
  'in items of quotes of items': (fence) =>
    `- > - Text.\n\n${setIn(fence, '  >   ').replace(/^/, '  > \n')}`,
  'after another example': (fence) => `${fence}\n${fence}\n\`\`\`sh\nls\n\`\`\`\n${fence}`,
  'below a table': (fence) => `| a |\n| - |\n| b |\n\n${fence}`,
}

function setIn(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => prefix + line)
    .join('\n')
}

/** Make a page with these blocks, and unique names of examples. */
function pageOf(blocks: readonly string[]): Page {
  let count = 0
  const named = blocks.join('\n\n').replace(/```ts$/gm, () => {
    count += 1
    return `\`\`\`ts name=example-${count}`
  })
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n${named}\n`
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets })
  const errors = page?.file.messages.map(String) ?? []
  if (!page || errors.length > 0) throw new Error([value, ...errors].join('\n'))
  return page
}

/** Find the examples of a rendered page, and list their names. */
function namesIn(rendered: string, page: Page): string[] {
  return findExamples(rendered, [page]).map(({ example }) => example.labels.name)
}

function roffOf(page: Page, isRecorded = true): string {
  const evidence = isRecorded ? recordAsClaimed(page) : undefined
  return compileMan(page, { targets, evidence })[0]?.text ?? ''
}

const fenceOf = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``
const every = Object.entries(places).map(([where, put]) => ({ where, put }))

describe.each(every)('an example $where', ({ put }) => {
  for (const [name, render] of Object.entries(renders)) {
    itWith(name)(`is found in the output of ${name}, with any code`, () => {
      const page = pageOf(Object.values(codes).map((code) => put(fenceOf(code))))
      const want = page.examples.map(({ labels }) => labels.name)
      expect(want.length).toBeGreaterThanOrEqual(Object.keys(codes).length)
      expect(namesIn(render(roffOf(page)), page)).toEqual(want)
      expect(namesIn(render(roffOf(page, false)), page)).toEqual(want)
    })
  }
})

itWith('mandoc')('examples in any order and any positions are found', () => {
  const block = fc
    .tuple(fc.constantFrom(...Object.values(places)), fc.constantFrom(...Object.values(codes)))
    .map(([put, code]) => put(fenceOf(code)))
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
      const page = pageOf(blocks.flatMap((each) => [each, 'Text.']))
      const want = page.examples.map(({ labels }) => labels.name)
      expect(namesIn(renderMandoc(roffOf(page)), page)).toEqual(want)
    }),
    { numRuns: 40 },
  )
})

/** Code with each character before the Chinese ones, eight per line. */
function signCodes(): string[] {
  const first = Array.from({ length: (0x3100 - 0xa0) / 8 }, (_, index) => 0xa0 + index * 8)
  return first.flatMap((code) => {
    const signs = Array.from({ length: 8 }, (_, index) => String.fromCodePoint(code + index))
    const shown = signs.filter((sign) => /[^\p{Cc}\p{Cn}\p{Zl}\p{Zp}]/u.test(sign))
    return shown.length === 0 ? [] : [`await a(${code}) // ${shown.join('b')}`]
  })
}

for (const [name, render] of Object.entries(renders)) {
  itWith(name)(`${name} prints no character that hides an example`, () => {
    const page = pageOf(signCodes().map(fenceOf))
    const want = page.examples.map(({ labels }) => labels.name)
    expect(want.length).toBeGreaterThan(1000)
    expect(namesIn(render(roffOf(page)), page)).toEqual(want)
  })
}

test('a found example has the exact code of the manual', () => {
  const page = pageOf([
    fenceOf(codes['tabs'] ?? ''),
    'Text.',
    fenceOf(codes['empty lines around'] ?? ''),
  ])
  const rendered =
    '       x\n\n    const f = () => {\n            return `a       b`\n    }\n    await f()\n      //=> "x"\n\n  await a(1)\n'
  expect(
    findExamples(rendered, [page]).map(({ code, start, end }) => ({ code, start, end })),
  ).toEqual([
    { code: `${codes['tabs']}\n`, start: 2, end: 7 },
    { code: '\n\nawait a(1)\n\n', start: 8, end: 9 },
  ])
})

test('an example with different code is not found', () => {
  const page = pageOf([fenceOf('await a(1)\n  await b(2)')])
  const found = (...lines: string[]) => namesIn(['T', '', ...lines, '', 'T'].join('\n'), page)
  expect(found('  await a(1)', '    await b(2)')).toEqual(['example-1'])
  expect(found('  await a(1)', '    await b(\u22122)')).toEqual([])
  expect(found('  await a(1)', '   await b(2)')).toEqual([])
  expect(found('  await a(1)', '', '    await b(2)')).toEqual([])
  expect(found('  await a(1)', '    await b(2)', '  await c(3)')).toEqual([])
  expect(found('  await c(3)', '  await a(1)', '    await b(2)')).toEqual([])
})

const manual = await readManual(root, [])
const pages = manual.all.filter(({ examples }) => examples.length > 0)

itWith('man')('every example of every page of this manual is found once', () => {
  const found = pages.map((page) => namesIn(renders['man']?.(roffOf(page, false)) ?? '', page))
  expect(found).toEqual(pages.map(({ examples }) => examples.map(({ labels }) => labels.name)))
})
