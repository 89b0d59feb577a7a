import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { openManual } from './open-manual.ts'
import { pageText } from './pages.ts'
import { endOf, root, runCli, startCli } from './run-cli.ts'

/** Examples that keep the compiler busy for long. */
const many = Array.from(
  { length: 200 },
  (_, index) => `
\`\`\`ts name=e${index}
import { openWorld } from 'manproof'
type Deep<N extends number, T extends unknown[] = []> = T['length'] extends N ? T : Deep<N, [...T, ${index}]>
const world: Deep<900> = await openWorld()
\`\`\`
`,
).join('')

test.each(['check', 'test', 'build'])('Ctrl-C ends `%s` while types are checked', async (verb) => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT', many) })
  const child = startCli(manual.path, [verb])
  const end = endOf(child)
  await once(child, 'spawn')
  // By then the compiler has started.
  await sleep(2_000)
  child.kill('SIGINT')
  const { code, stderr, stdout } = await end
  expect(stderr).not.toContain('[ts')
  expect(stdout).toBe('')
  expect(code).toBe(130)
})

test('a type check that crashes is a bug of the tool, with its stack', async () => {
  const url = pathToFileURL(join(root, 'dist/tools/check/types/diagnose-apart.js')).href
  const { diagnoseApart } = (await import(url)) as {
    diagnoseApart(request: unknown, signal: undefined): Promise<unknown>
  }
  const failing = diagnoseApart({ root: '/', groups: 1 }, undefined)
  await expect(failing).rejects.toThrow(/groups is not iterable/)
  await expect(failing).rejects.toHaveProperty('stack', expect.stringContaining('diagnose.js'))
})

test('types are checked again only after a change', async () => {
  using manual = openManual({
    'docs/a.7.md': pageText(
      'a',
      'ENOENT',
      '\n```ts name=b\nimport { a } from "../a.ts"\nconst b: number = a\n```\n',
    ),
    'a.ts': 'export const a = 1\n',
  })
  for (let each = 0; each < 2; each++) {
    expect(await runCli(manual.path, 'check')).toMatchObject({ code: 0 })
  }
  manual.write({ 'a.ts': 'export const a = "text"\n' })
  const { code, stderr } = await runCli(manual.path, 'check')
  expect(stderr).toMatch(/^docs\/a.7.md:21:7: error: .* \[ts2322\]$/m)
  expect(code).toBe(1)
})

test('Ctrl-C ends `check` while a compiler runs', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT', '```c\nint x;\n```') })
  const compiler = join(manual.path, 'slow-cc')
  writeFileSync(compiler, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 })
  const child = startCli(manual.path, ['check'], { CC: compiler })
  const end = endOf(child)
  await once(child, 'spawn')
  await sleep(2_000)
  child.kill('SIGINT')
  expect((await end).code).toBe(130)
})

test('a compiler that `CC` names and that is missing is an error', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT', '```c\nint x;\n```') })
  const named = await endOf(startCli(manual.path, ['check'], { CC: 'no-such-cc -m64' }))
  expect(named).toMatchObject({ code: 3 })
  expect(named.stderr).toContain(
    'manproof: error: Cannot find the compiler `no-such-cc -m64`, set by `CC` in the environment',
  )
})
