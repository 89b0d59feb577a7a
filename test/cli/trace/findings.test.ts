import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isWriting } from '../../is-writing.ts'
import { root, runCli } from '../run-cli.ts'

/** A fence that quotes the output of the explorer. */
const quote = /^```text\n\$ manproof (explore .* --findings)\n([\s\S]*?)^```$/gm

/** Each page, and the rows of the specification that its findings violate. */
const pages = [
  ['docs/F_LAYOUT.2const.md', ['X4', 'C27', 'C27', 'C31', '2.4', 'X2']],
  ['docs/gup-dax.7.md', ['C9']],
] as const

// `npm run reports findings` writes the quotes anew; a test that runs then has nothing to find.
test.each(pages)('%s quotes the findings of the explorer exactly', async (name, rows) => {
  const file = join(root, name)
  const page = readFileSync(file, 'utf8')
  let current = page
  const found: unknown[] = []
  for (const [whole, command = ''] of page.matchAll(quote)) {
    const { code, stdout } = await runCli(root, ...command.split(' '))
    expect(code).toBe(0)
    found.push(...[...stdout.matchAll(/^row (\S+):/gm)].map(([, row]) => row))
    const fence = `\`\`\`text\n$ manproof ${command}\n${stdout}\`\`\``
    current = current.replace(whole, () => fence)
  }
  if (isWriting) writeFileSync(file, current)
  else expect(page).toBe(current)
  expect(found).toEqual(rows)
})
