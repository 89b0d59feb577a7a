import { expect, test } from 'vitest'
import { toRoff } from '../../../tools/man/index.ts'
import { parse } from '../soak/make-page.ts'

const header = { names: ['x'], section: '7', title: 'y', date: '2026-11-22' }

test('code is indented by 4, or less if it would not fit, and at last starts left of the text', () => {
  const indents = [69, 70, 71, 72, 73, 76].map((width) => {
    const page = toRoff(parse(`## NOTES\n\n\`\`\`\n${'x'.repeat(width)}\n\`\`\`\n`), header)
    return [width, /^\.in (\S+)$/m.exec(page)?.[1]]
  })
  expect(indents).toEqual([
    [69, '+4n'],
    [70, '+2n'],
    [71, '+2n'],
    [72, '+1n'],
    [73, '-3n'],
    [76, '-3n'],
  ])
})
