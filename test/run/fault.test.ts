import { expect, test } from 'vitest'
import { examplePage, fakeTarget, runPage } from './run-page.ts'

test('two targets that fail alike share a message, even one that quotes a target', async () => {
  const targets = [fakeTarget('one'), fakeTarget('two')]
  const { messages } = await runPage(examplePage("throw new Error('as on one')"), targets)
  expect(messages).toContain('Unexpected `Error: as on one` on one, two, expected success [')
})
