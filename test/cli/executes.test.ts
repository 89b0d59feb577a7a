import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { endOf, openFolder, root, startCli } from './run-cli.ts'

// Verbs that execute the configuration of a folder above, according to SECURITY.md.

const folder = openFolder({
  'manproof.config.js': `import { writeFileSync } from 'node:fs'
writeFileSync(new URL('ran', import.meta.url), '')
export default { targets: [], reference: [] }
`,
  'package.json': '{"type":"module"}',
  'below/any.md': '# y(7) -- some page\n\n## DESCRIPTION\n\nText.\n',
  'below/trace.jsonl': '{"id":1,"process":"A","call":"open","args":["f","O_RDWR|O_CREAT"]}\n',
})
afterAll(() => folder[Symbol.dispose]())

const executing = [
  'build',
  'test',
  'check',
  'man',
  'site',
  'list',
  'extract',
  'reference',
  'doctor',
  'explore example',
]
const reading = [
  'man --any any.md',
  'man --any any.md --out any',
  'replay trace.jsonl',
  'explore trace.jsonl',
  'vm status',
  'check --help',
  '--version',
]

test.each([
  ...executing.map((line) => ({ line, executes: true })),
  ...reading.map((line) => ({ line, executes: false })),
])('`manproof $line` executes the configuration: $executes', async ({ line, executes }) => {
  const ran = join(folder.path, 'ran')
  rmSync(ran, { force: true })
  const { code } = await endOf(startCli(join(folder.path, 'below'), line.split(' ')))
  expect(existsSync(ran)).toBe(executes)
  if (!executes) expect(code).toBe(0)
})

test('SECURITY.md and manproof(1) name each verb', () => {
  const page = readFileSync(join(root, 'docs/manproof.1.md'), 'utf8')
  const caveats = page.slice(page.indexOf('### What runs'), page.indexOf('## SEE ALSO'))
  for (const text of [readFileSync(join(root, 'SECURITY.md'), 'utf8'), caveats]) {
    for (const line of [...executing, 'man --any', 'replay', 'vm status']) {
      const verb = line.replace(' example', '')
      expect(text).toMatch(new RegExp(`\`(?:manproof )?${verb}[\` ]`))
    }
  }
})
