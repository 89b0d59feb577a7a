import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openManual } from './open-manual.ts'
import { pageText } from './pages.ts'
import { runCli } from './run-cli.ts'

const listing = (entry: string): string => pageText('a', 'ENOENT', `\n## ERRORS\n\n- ${entry}\n`)

test('a recorded error that is not listed stops every verb that reads the evidence', async () => {
  using manual = openManual({ 'docs/a.7.md': listing('`ENOENT`: There is no file.') })
  await runCli(manual.path, 'test', '--record')
  expect((await runCli(manual.path, 'man')).code).toBe(0)
  manual.write({ 'docs/a.7.md': listing('`EIO`: The file is broken.') })
  const said = `docs/a.7.md:16:43: error: Unexpected outcome \`ENOENT\` on sim:rfc-v1, expected an entry for it in section \`ERRORS\` [error-unlisted]`
  for (const verb of ['man', 'site', 'test', 'build']) {
    const { code, stderr } = await runCli(manual.path, verb)
    expect(stderr.split('\n')).toContain(said)
    expect(code).toBe(1)
  }
  expect(readFileSync(join(manual.path, 'man/man7/a.7'), 'utf8')).toContain('There is no file.')
})

test('so does a link to an example without the error', async () => {
  using manual = openManual({
    'docs/a.7.md': listing('`EIO`: [Broken](#example-absent).\n- `ENOENT`: There is no file.'),
  })
  await runCli(manual.path, 'test', '--record')
  const { code, stderr } = await runCli(manual.path, 'man')
  expect(
    stderr,
  ).toBe(`docs/a.7.md:21:10: error: Unexpected link to example \`absent\`, expected an example that failed with \`EIO\` [error-unseen]
  21 | - \`EIO\`: [Broken](#example-absent).
     |          ^^^^^^^^^^^^^^^^^^^^^^^^^
nothing written, 1 error
`)
  expect(code).toBe(1)
})
