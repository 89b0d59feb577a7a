import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { keepMessages, restoreMessages } from '../../tools/manual/compile/kept-messages.ts'
import { formatMessages, report } from '../../tools/message/index.ts'

test('messages of plugins keep their level, rule and source', () => {
  const file = new VFile({ path: 'docs/x.7.md', value: 'Text.' })
  const place = { line: 1, column: 2 }
  report(file, 'text-lost', 'Ours', place, { note: 'a note' })
  file.message('A warning', { place, source: 'remark-lint', ruleId: 'mood' })
  file.message('Without rule', { place })
  file.info('An info', { place })
  file.message('Fatal', { place }).fatal = true
  const kept = JSON.parse(JSON.stringify(keepMessages(file))) as ReturnType<typeof keepMessages>
  const again = new VFile({ path: 'docs/x.7.md', value: 'Text.' })
  restoreMessages(again, kept)
  expect(formatMessages([again])).toBe(formatMessages([file]))
  expect(again.messages.map(({ fatal, source, ruleId }) => [fatal, source, ruleId])).toEqual([
    [true, 'manproof', 'text-lost'],
    [false, 'remark-lint', 'mood'],
    [false, undefined, undefined],
    [undefined, undefined, undefined],
    [true, undefined, undefined],
  ])
})
