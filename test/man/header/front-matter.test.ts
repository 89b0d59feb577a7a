import { VFile } from 'vfile'
import { describe, expect, it, test } from 'vitest'
import { compileRoff, type RoffOptions } from '../../../tools/man/index.ts'
import { markdown } from '../../../tools/pipeline.ts'

function compile(value: string, options: RoffOptions = {}): { text: string; messages: string[] } {
  const file = new VFile({ path: 'foo.7.md', value })
  const messages = (): string[] =>
    file.messages.map((message) => `${message}${message.fatal ? '!' : ''} [${message.ruleId}]`)
  try {
    const { text } = compileRoff(markdown().parse(value), file, {
      defaultDate: '2026-11-22',
      ...options,
    })
    return { text, messages: messages() }
  } catch (error) {
    if (file.messages.length === 0) throw error
    expect(error).toBe(file.messages[0])
    return { text: '', messages: messages() }
  }
}

const page = (matter: string): string => `---\nother: {a: 1}\n${matter}\n---\n\nText.\n`

const day = 'expected a day such as `2026-11-22` [front-matter-value]'
const name = 'expected letters, digits and `_.+:-` [front-matter-value]'
const section = 'expected one such as `7` or `2const` [front-matter-value]'

describe('front matter', () => {
  test.each([
    ['date: January 5, 2020', `3:7-3:22: Unexpected date \`January 5, 2020\`, ${day}`],
    ['date: 2020-1-5', `3:7-3:15: Unexpected date \`2020-1-5\`, ${day}`],
    ['date: 05.01.2020', `3:7-3:17: Unexpected date \`05.01.2020\`, ${day}`],
    ['date: tomorrow', `3:7-3:15: Unexpected date \`tomorrow\`, ${day}`],
    ['date: 2020-13-45', `3:7-3:17: Unexpected date \`2020-13-45\`, ${day}`],
    ["date: '2020-02-30'", `3:7-3:19: Unexpected date \`2020-02-30\`, ${day}`],
    ['date: 2020', `3:7-3:11: Unexpected date \`2020\`, ${day}`],
    ['section: abc', `3:10-3:13: Unexpected section \`abc\`, ${section}`],
    ['section: 0', `3:10-3:11: Unexpected section \`0\`, ${section}`],
    ['name: a/b', `3:7-3:10: Unexpected name \`a/b\`, ${name}`],
    ['names: [ok, "b c"]', `3:13-3:18: Unexpected name \`b c\`, ${name}`],
    ['names: a', '3:8-3:9: Unexpected value of `names`, expected a list of names'],
    ['name: [x]', '3:7-3:10: Unexpected value of `name`, expected text'],
    ['description: true', '3:14-3:18: Unexpected `true` of `description`, expected text'],
    ['a: [', '3:5-3:5: Cannot read front matter: flow sequence in block collection must be '],
    ['a: "\\q"', '3:5-3:6: Cannot read front matter: invalid escape sequence \\q [front-matter]'],
    ['a: 1\na: 2', '4:1-4:2: Cannot read front matter: map keys must be unique [front-matter-key]'],
  ])('%s is refused at its place', (matter, message) => {
    const { text, messages } = compile(page(matter))
    expect(text).toBe('')
    expect(messages).toHaveLength(1)
    expect(messages[0]?.replace('!', '')).toContain(`foo.7.md:${message}`)
    expect(messages[0]).toContain('! [')
    expect(compile(page(matter).replaceAll('\n', '\r\n')).messages).toEqual(messages)
  })

  it('has all its faults reported at once', () => {
    const { messages } = compile(page('date: soon\nsection: x\nname: a b'))
    expect(messages.map((message) => message.slice(0, 14))).toEqual([
      'foo.7.md:5:7-5',
      'foo.7.md:4:10-',
      'foo.7.md:3:7-3',
    ])
  })

  it('is not checked if options override it', () => {
    const matter = page('date: soon\nsection: guides\nname: A Guide\ndescription: [x]')
    const options = { name: 'x', section: 1, date: '2020-01-02', description: 'an x' }
    const { text, messages } = compile(matter, options)
    expect(messages).toEqual([])
    expect(text).toContain('.TH x 1 2020-01-02 x "General Commands Manual"\n')
  })

  it('can have a time after a day, an anchor, an empty value, and versions like numbers', () => {
    const matter = 'x: &x bar\nname: *x\ndate: 2020-02-29T23:00:00-05:00\nversion: 1.10\nmanual:'
    expect(compile(page(matter)).text).toContain('.TH bar 7 2020-02-29 1.10 "Misc')
    expect(compile(page('date: 2020-02-29 10:00')).text).toContain('.TH foo 7 2020-02-29 ')
    expect(compile('---\n- a list\n---\n\nText.\n').messages).toEqual([])
  })
})
