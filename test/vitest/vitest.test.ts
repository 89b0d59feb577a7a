import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('./fixtures/manual/', import.meta.url))
const bin = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))

/** What Vite says on a busy machine, since the configuration imports the sources. */
const slow = /^\[PLUGIN_TIMINGS\].*?for more details\.\n\n/s

interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Run Vitest on the fixture manual, as its users do. */
function runVitest(...args: string[]): Promise<Finished> {
  const env = { ...process.env, NO_COLOR: '1', CI: 'true', VITEST: undefined, NODE_ENV: undefined }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [bin, 'run', '--root', root, ...args],
      { env, cwd: root },
      (error, stdout, stderr) => {
        resolve({
          code: error ? Number(error.code) : 0,
          stdout: stripVTControlCharacters(stdout),
          stderr: stripVTControlCharacters(stderr).replace(slow, ''),
        })
      },
    )
  })
}

test('a page is a test file, an example a test, and a target a project', async () => {
  const { code, stdout, stderr } = await runVitest('good', '--reporter=json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: 3, numPendingTests: 3 })
}, 60_000)

test('no message contains control characters, and none is endless', async () => {
  const { code, stdout } = await runVitest('hostile', '--reporter=json')
  expect(code).toBe(1)
  const report: { testResults: { assertionResults: { failureMessages: string[] }[] }[] } =
    JSON.parse(stdout)
  const messages = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ failureMessages }) => failureMessages),
  )
  expect(messages.join('\n')).not.toMatch(/[^\P{Cc}\t\n]|[\u2028-\u202E\u2066-\u2069]/u)
  const seen = (text: string): boolean => messages.some((message) => message.includes(text))
  expect(seen('`Error: \\u001b[31m\\u009b\\u202e`')).toBe(true)
  expect(seen('xxx…`')).toBe(true)
  expect(seen('Unexpected label `"a\\u001b')).toBe(true)
  expect(Math.max(...messages.map(({ length }) => length))).toBeLessThan(11_000)
}, 60_000)

test('a failure points into the page, with a frame of its Markdown', async () => {
  const { code, stderr } = await runVitest('bad')
  expect(code).toBe(1)
  expect(stderr).toMatchInlineSnapshot(`
    "
    ⎯⎯⎯⎯⎯⎯⎯ Failed Tests 3 ⎯⎯⎯⎯⎯⎯⎯

     FAIL  |one| docs/bad.7.md > loop
    example-timeout: Unexpected endless loop on one, expected completion within 500 ms
     ❯ docs/bad.7.md:19:1
         17| \`\`\`ts name=loop targets=one
         18| const a = 1
         19| for (;;) {
           | ^
         20| }
         21| \`\`\`

    ⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/3]⎯

     FAIL  |one| docs/bad.7.md > throws
    example-failed: Unexpected \`RangeError: a\` on one, expected success
     ❯ docs/bad.7.md:26:9
         24| const text: string = 'a'
         25|
         26|   throw new RangeError(text)
           |         ^
         27| \`\`\`
         28|

    ⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[2/3]⎯

     FAIL  |two| docs/bad.7.md > wrong
    outcome-mismatch: Unexpected outcome \`2\` on two, expected \`1\`
     ❯ docs/bad.7.md:14:26
         12| >   import { openWorld } from 'manproof'
         13| >   await using world = await openWorld()
         14| >   await world.answer() //=> 1
           |                          ^
         15| >   \`\`\`
         16|

    ⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[3/3]⎯

    "
  `)
}, 60_000)

test('filters by name and by line select examples', async () => {
  const byName = await runVitest('bad', '-t', 'throws', '--project=one', '--reporter=json')
  expect(JSON.parse(byName.stdout)).toMatchObject({ numFailedTests: 1, numPendingTests: 2 })
  const byLine = await runVitest('docs/good.7.md:17', '--project=two', '--reporter=json')
  expect(JSON.parse(byLine.stdout)).toMatchObject({ numPassedTests: 1, numFailedTests: 0 })
}, 60_000)

test('a skip has a reason', async () => {
  const { stdout } = await runVitest('good', '--reporter=verbose')
  const lines = stdout.match(/^ .*↓.*$/gm)?.map((line) => line.replace(/ \d+ms/, ''))
  expect(lines?.sort()).toMatchInlineSnapshot(`
    [
      " ↓ |off| docs/good.7.md > answers [it is switched off; switch it on]",
      " ↓ |off| docs/good.7.md > nested [it is switched off; switch it on]",
      " ↓ |one| docs/good.7.md > nested [one has no fs=xfs]",
    ]
  `)
}, 60_000)
