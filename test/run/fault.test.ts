import { expect, test } from 'vitest'
import { examplePage, fakeTarget, runPage } from './run-page.ts'

test('the same failure on two targets is one message, even if it names a target itself', async () => {
  const targets = [fakeTarget('one'), fakeTarget('two')]
  const { messages } = await runPage(examplePage("throw new Error('as on one')"), targets)
  expect(messages).toContain('Unexpected `Error: as on one` on one, two, expected success [')
})
