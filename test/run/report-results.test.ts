import { expect, test } from 'vitest'
import { examplePage, runPage } from './run-page.ts'

test('a message is unchanged even if it looks like a placeholder of targets', async () => {
  const { file, results } = await runPage(examplePage("throw new Error('a\\0b $& c on \\0')"))
  expect(file.messages.map(({ reason }) => reason)).toEqual([
    `Unexpected \`Error: a\0b $& c on \0\` on ${results[0]?.target.name}, expected success`,
  ])
})
