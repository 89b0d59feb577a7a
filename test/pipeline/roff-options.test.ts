import { roff } from 'manproof/man'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'

describe('`roff` refuses options by name', () => {
  const attach = (options: unknown): unknown =>
    unified()
      .use(roff, options as never)
      .freeze()

  it.each([
    [5, 'Unexpected number `5` as options, expected an object'],
    [{ bogus: 1 }, 'Unexpected option `bogus`, expected `name`, `names`, '],
    [{ sections: 1 }, 'Unexpected option `sections`, expected `section`'],
    [{ name: 5 }, 'Unexpected number `5` in `name`, expected a name '],
    [{ names: 'a' }, 'Unexpected string `a` in `names`, expected a list of names'],
    [
      { section: 99 },
      'Unexpected number `99` in `section`, expected a section such as `7` or `2const`',
    ],
    [{ section: '7 ' }, 'Unexpected string `7 ` in `section`, expected a section '],
    [
      { name: 'a b' },
      'Unexpected string `a b` in `name`, expected a name without white space or slash',
    ],
    [{ names: ['a', '../x'] }, 'Unexpected string `../x` in `names[1]`, expected a name '],
    [
      { crossReferences: 'mr' },
      'Unexpected string `mr` in `crossReferences`, expected `BR` or `MR`',
    ],
    [{ handlers: 5 }, 'Unexpected number `5` in `handlers`, expected an object of functions'],
    [{ handlers: { text: 5 } }, 'Unexpected number `5` in `handlers.text`, expected a function'],
    [{ date: true }, 'Unexpected boolean `true` in `date`, expected a day such as '],
    [
      { sourceDateEpoch: '5' },
      'Unexpected string `5` in `sourceDateEpoch`, expected seconds since 1970',
    ],
  ])('%j', (options, reason) => {
    expect(() => attach(options)).toThrow(TypeError)
    expect(() => attach(options)).toThrow(`roff: ${reason}`)
  })

  it('and takes `null` for a missing value, as remark-man does', () => {
    const none = { name: null, names: null, section: null, description: null, manual: null }
    expect(() =>
      attach({ ...none, date: null, sourceDateEpoch: null, version: null }),
    ).not.toThrow()
    expect(() => attach(null)).not.toThrow()
  })

  it.each([5, undefined, 'text', ['text'], [{}]])('and %j from a handler', (parts) => {
    for (const type of ['paragraph', 'text']) {
      const processor = unified()
        .use(remarkParse)
        .use(roff, { name: 'x', handlers: { [type]: () => parts as never } })
      expect(() => processor.processSync('Text.')).toThrow(
        new RegExp(
          `^Unexpected .+ from the handler of \`${type}\`, expected a list of lines and nodes$`,
        ),
      )
    }
  })
})
