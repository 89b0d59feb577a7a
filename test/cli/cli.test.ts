import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openManual } from './open-manual.ts'
import { config, pageText } from './pages.ts'
import { endOf, openFolder, root, runCli, startCli } from './run-cli.ts'

test('`--version` prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(await runCli('/', '--version')).toEqual({
    code: 0,
    stdout: `manproof ${version}\n`,
    stderr: '',
  })
})

test('`--help` names every verb, and every verb has help', async () => {
  const { code, stdout } = await runCli('/', '--help')
  const verbs = [...stdout.matchAll(/^ {2}manproof ([a-z]+) /gm)].map((match) => match[1] ?? '')
  expect(code).toBe(0)
  expect([...new Set(verbs)]).toEqual([
    'build',
    'test',
    'check',
    'man',
    'site',
    'list',
    'extract',
    'reference',
    'doctor',
    'replay',
    'explore',
    'vm',
  ])
  for (const verb of new Set(verbs)) {
    const help = await runCli('/', verb, '--help')
    expect(help.code).toBe(0)
    expect(help.stdout).toMatch(new RegExp(`^Usage: manproof ${verb}[^]*Example[^]*Exit`))
  }
})

test.each([
  [['biuld'], 'Unexpected verb `biuld`, expected `build`'],
  [['--verson'], 'Unexpected option `--verson`, expected `--version`'],
  [['list', '--jason'], 'Unexpected option `--jason`, expected `--json`'],
  [['test', '--target', 'hots'], 'Unexpected target `hots`, expected `host`'],
  [['test', '--shard', '3/2'], 'Unexpected value `3/2` of `--shard`, expected `I/N`'],
  [['check', 'gup-dex'], 'Unexpected page `gup-dex`, expected one of'],
])('%j ends with 2 and a suggestion', async (args, message) => {
  const { code, stdout, stderr } = await runCli(root, ...args)
  expect(stderr).toContain(`manproof: error: ${message}`)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test('a command without a verb ends with 2 and prints the help', async () => {
  const { code, stdout, stderr } = await runCli('/')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('Usage:')
})

test('a configuration in TypeScript is found in a folder above, with its imports', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT'), 'docs/deep/.keep': '' })
  const { code, stdout, stderr } = await runCli(join(manual.path, 'docs/deep'), 'list', '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject([{ name: 'absent', targets: ['sim:rfc-v1'] }])
})

test.each([
  ['export default { pagse: [] }', 'Unexpected member `pagse`, expected `pages`'],
  ['export default { pages: 1 }', 'Unexpected number `1` in `pages`, expected a list of strings'],
  [
    "export default { engine: 'roff' }",
    'Unexpected string `roff` in `engine`, expected `manproof` or `remark-man`',
  ],
  ['export default [', 'manproof.config.ts:1:17: error: '],
  ["throw new Error('no luck')", 'Cannot load `manproof.config.ts`: no luck'],
  ['export const a = 1', 'Unexpected exports of `manproof.config.ts`, expected a default export'],
])('the configuration `%s` ends with 2', async (text, message) => {
  using manual = openManual({ 'manproof.config.ts': text, 'docs/a.7.md': pageText('a', 'ENOENT') })
  const { code, stderr } = await runCli(manual.path, 'list')
  expect(stderr).toContain(message)
  expect(code).toBe(2)
})

test('a page becomes man page and site, or messages if it is wrong', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  const here = manual.path

  const early = await runCli(here, 'man')
  expect(early.stderr).toContain('nothing is recorded [evidence-missing]')
  expect(early.code).toBe(1)

  const record = await runCli(here, 'test', '--record')
  expect(record.stderr).toContain('1 example, 1 run: 1 passed, 0 failed, 0 skipped')
  expect(record.code).toBe(0)
  const evidence = readFileSync(join(here, 'docs/evidence/a.7.json'), 'utf8')
  expect(JSON.parse(evidence)).toMatchObject({ page: 'a.7' })

  const build = await runCli(here, 'build')
  expect(build.stderr).toContain(
    `\nread it:\n  man -M man 7 a\n  file://${here}/dist/site/index.html`,
  )
  expect(build.code).toBe(0)
  expect(readdirSync(join(here, 'man/man7'))).toEqual(['a.7'])
  expect(readFileSync(join(here, 'man/man7/a.7'), 'utf8')).toContain('"trial 1.0"')
  expect(existsSync(join(here, 'dist/site/a.7.html'))).toBe(true)
  expect(await runCli(here, 'man', '--check')).toMatchObject({ code: 0, stdout: '' })
  expect(await runCli(here, 'site', '--check')).toMatchObject({ code: 0, stdout: '' })

  manual.write({ 'man/man7/a.7': '.\\" edited\n' })
  const stale = await runCli(here, 'man', '--check')
  expect(stale.stderr).toContain(
    'man/man7/a.7: error: Unexpected text, expected what compiles from the page [output-stale]\n',
  )
  expect(stale.stderr).toContain('-.\\" edited')
  expect(stale.code).toBe(1)

  manual.write({ 'docs/a.7.md': pageText('a', 'EACCES') })
  const broken = await runCli(here, 'build')
  expect(broken.stderr).toContain(
    'docs/a.7.md:16:43: error: Unexpected outcome `ENOENT` on sim:rfc-v1, expected `EACCES` [outcome-mismatch]',
  )
  expect(broken.stderr).toContain('nothing written')
  expect(broken.code).toBe(1)
  expect(readFileSync(join(here, 'man/man7/a.7'), 'utf8')).toBe('.\\" edited\n')

  const update = await runCli(here, 'test', '--update')
  expect(update.stdout).toContain("-await process.open('absent', O_RDONLY)    //=> EACCES")
  expect(update.stdout).toContain("+await process.open('absent', O_RDONLY)    //=> ENOENT")
  expect(update.code).toBe(0)
  expect(readFileSync(join(here, 'docs/a.7.md'), 'utf8')).toBe(pageText('a', 'ENOENT'))
  expect(readFileSync(join(here, 'docs/evidence/a.7.json'), 'utf8')).toBe(evidence)
})

test('data of `test` goes to standard output', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  await runCli(manual.path, 'test', '--record')
  const json = await runCli(manual.path, 'test', '--json')
  expect(json).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(json.stdout)).toMatchObject({
    summary: { passed: 1, failed: 0, skipped: 0 },
    results: [{ page: 'docs/a.7.md', example: 'absent', status: 'passed', outcomes: ['ENOENT'] }],
    messages: [],
  })
  const tap = await runCli(manual.path, 'test', '--reporter', 'tap')
  expect(tap.stdout).toBe('TAP version 14\n1..1\nok 1 - docs/a.7.md:11 absent on sim:rfc-v1\n')
})

test('an invalid evidence file is named', async () => {
  using manual = openManual({
    'docs/a.7.md': pageText('a', 'ENOENT'),
    'docs/evidence/a.7.json': '{"page": "b.7", "examples": {}}',
  })
  const { code, stderr } = await runCli(manual.path, 'man')
  expect(stderr).toMatch(/^docs\/evidence\/a\.7\.json:1:2: error: Unexpected `"b\.7"` as `page`/m)
  expect(stderr).toContain(' [evidence-syntax]')
  expect(code).toBe(1)
})

test('`test --update` does not overwrite a page that was edited during the run', async () => {
  // The author is the example itself, so that nothing has to be timed.
  const write =
    ";(globalThis as any).process.getBuiltinModule('fs').appendFileSync('docs/a.7.md', 'x')"
  const text = pageText('a', 'EACCES').replace('// ---cut---', write)
  using manual = openManual({ 'docs/a.7.md': text })
  const { code, stdout, stderr } = await runCli(manual.path, 'test', '--update')
  expect(stderr).toContain(
    'manproof: error: Cannot update `docs/a.7.md`: it changed while its examples ran; run again\n',
  )
  expect(stdout).toBe('')
  expect(readFileSync(join(manual.path, 'docs/a.7.md'), 'utf8')).toBe(`${text}x`)
  expect(code).toBe(1)
})

test('`check` reports two pages with one name', async () => {
  using manual = openManual({
    'manproof.config.ts': config.replace('version:', "pages: ['docs/**/*.7.md'], version:"),
    'docs/a.7.md': pageText('a', 'ENOENT'),
    'docs/b/a.7.md': pageText('a', 'ENOENT'),
  })
  const { code, stderr } = await runCli(manual.path, 'check')
  expect(stderr).toContain('[page-duplicate]')
  expect(code).toBe(1)
})

test('a page without a section is an error', async () => {
  using manual = openManual({ 'docs/a.md': pageText('a', 'ENOENT') })
  const { code, stderr } = await runCli(manual.path, 'check')
  expect(stderr).toContain(
    'docs/a.md:1:1: error: Unexpected file name `a.md`, expected `NAME.SECTION.md` [page-name]',
  )
  expect(code).toBe(1)
})

test('a selected target that ran nothing exits 3', async () => {
  using manual = openManual({
    'docs/a.7.md': pageText('a', 'ENOENT').replace('name=absent', 'name=absent needs=rdma'),
    'manproof.config.mjs': '',
    'manproof.config.ts': `import { simTarget } from 'manproof/config'
const driver = \`data:text/javascript,export const openDriver = () => ({
  probe: async () => ({ available: false, name: 'away', reason: 'it is away', remedy: 'fetch it' }) })\`
export default { targets: [simTarget('rfc-v1'), {
  name: 'away', selectors: [], module: driver, options: {} }] }
`,
  })
  await runCli(manual.path, 'test', '--record')
  const { code, stderr } = await runCli(manual.path, 'test', '--target', 'away')
  expect(stderr).toContain('away: not available, 1 skipped: it is away')
  expect(stderr).toContain('remedy: fetch it')
  expect(code).toBe(3)
})

test('an output that cannot be written ends with 3 and names it', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT'), blocked: 'a file' })
  await runCli(manual.path, 'test', '--record')
  const { code, stderr } = await runCli(manual.path, 'man', '--out', 'blocked/man')
  expect(stderr).toMatch(
    /manproof: error: Cannot write to `.*blocked\/man`: `.*blocked` is not a folder; move it away/,
  )
  expect(code).toBe(3)
})

test('Ctrl-C ends with 130 and leaves no file', async () => {
  const slow = `
\`\`\`ts name=slow
import { writeFileSync } from 'node:fs'
writeFileSync('started', '')
await new Promise((done) => setTimeout(done, 60_000))
\`\`\`
`
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT', slow) })
  const child = startCli(manual.path, ['test', '--record'])
  const ended = endOf(child)
  while (!existsSync(join(manual.path, 'started'))) await sleep(20)
  const began = performance.now()
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130, stdout: '' })
  expect(performance.now() - began).toBeLessThan(3000)
  expect(existsSync(join(manual.path, 'docs/evidence'))).toBe(false)
  expect(readdirSync(manual.path).filter((name) => name.startsWith('.manproof'))).toEqual([])
})

test('Ctrl-C ends a replay that waits for the kernel, and its world', async () => {
  using folder = openFolder({
    'trace.jsonl':
      '{"id":1,"process":"A","call":"readFile","args":["/proc/self/stat"]}\n{"id":2,"call":"advance","args":[30]}\n',
  })
  const child = startCli(folder.path, ['replay', 'trace.jsonl', '--target', 'host'], {
    TMPDIR: folder.path,
  })
  const ended = endOf(child)
  await once(child.stdout ?? child, 'data')
  const began = performance.now()
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130, stderr: '' })
  expect(performance.now() - began).toBeLessThan(5000)
  expect(readdirSync(folder.path)).toEqual(['trace.jsonl'])
})

test('`doctor --json` lists targets and tools', async () => {
  const { code, stdout, stderr } = await runCli(root, 'doctor', '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { targets, tools } = JSON.parse(stdout)
  expect(targets.map((target: { name: string }) => target.name)).toContain('host')
  expect(tools.map((tool: { name: string }) => tool.name)).toEqual([
    'cc',
    'man',
    'qemu',
    'mandoc',
    'groff',
    'chromium',
  ])
})
