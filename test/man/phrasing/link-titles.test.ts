import { VFile } from 'vfile'
import { describe, expect, it } from 'vitest'
import { compileRoff } from '../../../tools/man/index.ts'
import { itWith, renderGroff, renderMandoc } from '../find-tool.ts'
import { parse } from '../soak/make-page.ts'

function compile(value: string): string {
  const file = new VFile({ path: 'x.7.md', value })
  const options = { defaultDate: '2026-11-22', description: 'an x' }
  const { text } = compileRoff(parse(value), file, options)
  expect(file.messages.map(String)).toEqual([])
  return text.split(/\.SH (?:DESCRIPTION|OVERVIEW)\n/)[1] ?? ''
}

describe('the title of a link or image', () => {
  it.each([
    ['[link](http://e.com "Title words").', '.UR http://\\:e.com\nlink\n.UE\n(Title words).\n'],
    ['![i](p.png "Image title")', 'i (see \\%p.png) (Image title)\n'],
    ['<http://e.com> [http://e.com](http://e.com "Its title")', 'http://e.com (Its title)\n'],
    ['[a](#x "A\n  title")', 'a (A title)\n'],
    ['[foo(1)](foo.1.md "Foo")', '.BR \\%foo (1)\n(Foo)\n'],
    ['[l][d]\n\n[d]: p.txt "It\'s .so"', "l (see \\%p.txt) (It's .so)\n"],
    ['![l][d]\n\n[d]: p.txt "Image"', 'l (see \\%p.txt) (Image)\n'],
    ['| a |\n| - |\n| [b](c "D e") |', 'b (see c) (D e)\n'],
    ['## [b](#c "D e")\n\nText.', '.SH B (D e)\n'],
  ])('of %j follows the address', (input, output) => {
    expect(compile(`## DESCRIPTION\n\n${input}`)).toContain(output)
  })

  it('in the title of the page is not lost', () => {
    expect(compile('# [x](http://e.com "Title words")\n')).toContain('(Title words)\n')
    expect(compile('# [x][d]\n\n[d]: http://e.com "Title words"')).toContain('(Title words)\n')
  })

  it('is not printed if it repeats the text or is empty', () => {
    expect(compile('## DESCRIPTION\n\n[a b](p "a  b")')).toBe('a b (see p)\n')
    expect(compile('## DESCRIPTION\n\n[a b](p " ")')).toBe('a b (see p)\n')
  })

  itWith('mandoc', 'groff')('is visible in mandoc and groff', () => {
    const value = '# x(7) -- an x\n\nA [b](http://c.d "E f") g ![h](i "J k") l.'
    const file = new VFile({ path: 'x.7.md', value })
    const { text } = compileRoff(parse(value), file, { defaultDate: '2026-11-22' })
    for (const rendered of [renderMandoc(text), renderGroff(text)]) {
      const plain = rendered.replace(/\s+/g, ' ')
      expect(plain).toMatch(/A b ?\S*c\.d\S* \(E f\) g h \(see i\) \(J k\) l\./)
    }
  })
})

describe('a link without an address', () => {
  it.each(['[empty]()', '[empty](<>)', '![empty]()', '[empty](#)'])('%s is text', (input) => {
    expect(compile(`## DESCRIPTION\n\n${input} word`)).toBe('empty word\n')
  })
})
