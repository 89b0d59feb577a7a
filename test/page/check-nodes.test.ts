import type { Root } from 'mdast'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { formatMessages } from '../../tools/message/index.ts'
import { checkNodes } from '../../tools/page/nodes/check-nodes.ts'
import { readPageText } from '../../tools/page/text/page-text.ts'

test('`checkNodes` reports nodes of unknown extensions', () => {
  const file = new VFile({ path: 'docs/x.7.md', value: 'text' })
  for (const type of ['math', 'constructor']) {
    const tree = { type: 'root', children: [{ type }] } as unknown as Root
    checkNodes(readPageText(file), tree)
  }
  expect(formatMessages([file])).toBe(
    [
      'docs/x.7.md:1:1: error: Unexpected node `math`, expected plain or GitHub flavoured Markdown [node-unknown]',
      'docs/x.7.md:1:1: error: Unexpected node `constructor`, expected plain or GitHub flavoured Markdown [node-unknown]',
      '',
    ].join('\n'),
  )
})
