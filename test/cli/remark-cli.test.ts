import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPackage } from './open-manual.ts'
import { plainPage } from './pages.ts'
import { endOf, root, runCli } from './run-cli.ts'

const config = `import { simTarget } from 'manproof/config'
import { presetPage, presetStyle } from 'manproof/remark'

export default { plugins: [presetPage({ targets: [simTarget('rfc-v1')] }), presetStyle] }
`

test('remark-cli reports the same messages as `check`, with the same places and ids', async () => {
  const text = plainPage('a', 'Leases, i.e. promises.\n\n```ts nmae=x\nf()\n```')
  using folder = openPackage({
    'docs/a.7.md': text.replace('date: 2026-11-22', 'date: soon'),
    '.remarkrc.mjs': config,
  })
  const cli = join(root, 'node_modules/remark-cli/cli.js')
  const remark = spawn(process.execPath, [cli, 'docs', '--frail', '--no-stdout', '--no-color'], {
    cwd: folder.path,
  })
  const [theirs, ours] = await Promise.all([endOf(remark), runCli(folder.path, 'check')])
  const idsOf = (output: string, pattern: RegExp): string[] =>
    [...output.matchAll(pattern)].map(([, line, column, id]) => `${line}:${column} ${id}`).sort()
  const expected = idsOf(ours.stderr, /^docs\/a\.7\.md:(\d+):(\d+): .* \[([a-z-]+)\]$/gm)
  expect(expected).toContain('9:9 style-abbreviation')
  expect(expected.length).toBeGreaterThan(2)
  const found = idsOf(
    theirs.stderr,
    /^ *(\d+):(\d+)(?:-\d+:\d+)? +(?:warning|error) .*? ([a-z]+(?:-[a-z]+)+) +manproof$/gm,
  )
  expect(found).toEqual(expected)
  expect(theirs.code).toBe(1)
})
