import { expect, test } from 'vitest'
import { openHighlight } from '../../tools/site/example/highlight.ts'

const highlight = await openHighlight()

/** Text of a line, without spans. */
function textOf(line: ReturnType<typeof highlight>[number]): string {
  return (
    JSON.stringify(line, ['type', 'value', 'children'])
      .match(/"value":"((?:[^"\\]|\\.)*)"/g)
      ?.map((part): string => JSON.parse(part.slice('"value":'.length)))
      .join('') ?? ''
  )
}

test.each(['ts', 'c', 'sh', 'json', 'diff', 'nothing-known'])(
  'keeps each byte of code, %s',
  (language) => {
    const code =
      '\tawait x("a", \'b\\n\') //=> 0 | linux: EINVAL\n\n.dot <b>&amp;</b>\n  trailing  \n'
    expect(highlight(code, language).map(textOf)).toEqual(code.split('\n'))
  },
)

test('gives classes to tokens, not colors', () => {
  expect(highlight('const fd = await f(F_SETLEASE, 1) //=> 0', 'ts')).toEqual([
    [
      span('k', 'const'),
      { type: 'text', value: ' fd = ' },
      span('k', 'await'),
      { type: 'text', value: ' ' },
      span('f', 'f'),
      { type: 'text', value: '(' },
      span('c', 'F_SETLEASE'),
      { type: 'text', value: ', ' },
      span('c', '1'),
      { type: 'text', value: ') ' },
      span('m', '//=> 0'),
    ],
  ])
})

test('highlights a very long line completely', () => {
  const [line] = highlight(`${'await f(1);'.repeat(40_000)} await`, 'ts')
  expect(line?.at(-1)).toEqual(span('k', 'await'))
})

function span(className: string, value: string): object {
  const children = [{ type: 'text', value }]
  return { type: 'element', tagName: 'span', properties: { className: [className] }, children }
}
