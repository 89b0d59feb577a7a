import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openManual } from './open-manual.ts'
import { pageText, profile } from './pages.ts'
import { runCli } from './run-cli.ts'

const recorded = 'docs/evidence/a.7.json'

test('no verb prints an outcome that the page does not state', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  await runCli(manual.path, 'test', '--record')
  const text = readFileSync(join(manual.path, recorded), 'utf8')
  const wrongDay = /"date": "(.*)"/.exec(text)?.[1]?.replace(/-\d+-/, '-13-')
  const said = new Set<string>()
  const write = async (
    change: (before: string) => string,
    ...verbs: readonly string[]
  ): Promise<void> => {
    expect(change(text)).not.toBe(text)
    manual.write({ [recorded]: change(text) })
    for (const verb of ['man', 'site', ...verbs]) {
      const { code, stderr } = await runCli(manual.path, ...verb.split(' '))
      said.add(stderr)
      expect(code).toBe(1)
    }
    expect(existsSync(join(manual.path, 'man'))).toBe(false)
    expect(existsSync(join(manual.path, 'dist/site'))).toBe(false)
  }
  const others = ['man --fresh', 'man --check', 'site --check']
  await write((before) => before.replace('"ENOENT"', '"0"'), ...others)
  await write((before) => before.replace('"ENOENT"', ''))
  await write((before) => before.replace('"ENOENT"', '"ENOENT", "EPERM"'))
  await write((before) => before.replace('"sim:rfc-v1"', '"elsewhere"'))
  await write((before) => before.replace('"release": "5.2', '"release": "6.2'), ...others)
  await write((before) => before.replace('"fs": "ext4-dax"', '"fs": "ext5"'), ...others)
  await write((before) => before.replace(/"date": ".*"/, `"date": "${wrongDay}"`), ...others)
  await write(
    (before) => before.replace('"absent"', '"gone": {"hash": "x", "runs": {}}, "absent"'),
    ...others,
  )
  await write((before) => before.replace(/"runs": \{.*\n {6}\}/s, '"runs": {}'))
  const reasons = [...said].map((stderr) => stderr.split('\n', 1)[0])
  expect(reasons).toEqual([
    'docs/a.7.md:16:43: error: Unexpected recorded outcome `0` on sim:rfc-v1, expected `ENOENT` [evidence-refused]',
    'docs/a.7.md:16:43: error: Missing recorded outcome on sim:rfc-v1, expected `ENOENT` [evidence-refused]',
    'docs/a.7.md:11:1: error: Unexpected recorded outcome `EPERM` on sim:rfc-v1, expected 1 outcome [evidence-refused]',
    'docs/a.7.md:11:1: error: Unexpected evidence of example `absent` on `elsewhere`, expected `sim:rfc-v1` [evidence-refused]',
    'docs/a.7.md:11:1: error: Unexpected recorded release `6.2-rc with "[PATCH RFC 00/10] RDMA/FS DAX truncate proposal" (5 June 2019)` on sim:rfc-v1, expected `5.2-rc*` [evidence-refused]',
    'docs/a.7.md:11:1: error: Unexpected recorded filesystem `ext5` on sim:rfc-v1, expected `ext4` [evidence-refused]',
    `docs/evidence/a.7.json:13:11: error: Unexpected \`"${wrongDay}"\` as \`date\` of \`sim:rfc-v1\` of \`absent\`, expected a day such as \`2026-11-22\` [evidence-syntax]`,
    'docs/evidence/a.7.json:4:5: error: Unexpected evidence of example `gone`, expected one that the page runs [evidence-stale]',
    'docs/a.7.md:11:1: error: Cannot find evidence of example `absent`: nothing is recorded [evidence-missing]',
  ])
  manual.write({ [recorded]: text.replace('"ENOENT"', '"0"') })
  const build = await runCli(manual.path, 'build')
  expect(build.stderr).toContain('[evidence-refused]')
  expect(build.code).toBe(1)
})

test('evidence that was edited, such as a filesystem or a chart, is refused everywhere', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  await runCli(manual.path, 'test', '--record')
  const text = readFileSync(join(manual.path, recorded), 'utf8')
  for (const other of [
    text.replace(/"fs": "[^"]*"/, '"fs": "xfs"'),
    text.replace(/"date": "[^"]*"/, '"date": "2030-01-01"'),
    `${text}\n`,
  ]) {
    expect(other).not.toBe(text)
    manual.write({ [recorded]: other })
    for (const verb of ['man', 'man --check', 'site', 'test', 'build']) {
      const { code, stderr } = await runCli(manual.path, ...verb.split(' '))
      expect(stderr).toContain(`${recorded}:1:1: error: Unexpected edited evidence`)
      expect(code).toBe(1)
    }
  }
  manual.write({ [recorded]: text })
  expect((await runCli(manual.path, 'man')).code).toBe(0)
})

test('what is recorded of an example that the page has lost goes with the next record', async () => {
  const more = '\n```ts name=more\nconst zero = async () => 0\nawait zero() //=> 0\n```\n'
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT', more) })
  await runCli(manual.path, 'test', '--record')
  manual.write({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  const stale =
    'docs/evidence/a.7.json:17:5: error: Unexpected evidence of example `more`, expected one that the page runs [evidence-stale]\n  remove it with `manproof test --record`; if its file was edited, restore or delete that first'
  for (const verb of ['man', 'man', 'site', 'build', 'test']) {
    const { code, stderr } = await runCli(manual.path, verb)
    expect(stderr).toContain(stale)
    expect(code).toBe(1)
  }
  expect((await runCli(manual.path, 'test', '--record')).code).toBe(0)
  expect((await runCli(manual.path, 'man')).code).toBe(0)
  expect(readFileSync(join(manual.path, recorded), 'utf8')).not.toContain('more')
})

test('the next `--record` drops the runs of a target that is no longer configured', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  await runCli(manual.path, 'test', '--record')
  manual.write({ 'profile.ts': profile.replace("= 'rfc-v1'", "= 'rfc-v2'") })
  expect((await runCli(manual.path, 'test', '--record')).code).toBe(0)
  const next = readFileSync(join(manual.path, recorded), 'utf8')
  expect(next).toContain('"sim:rfc-v2"')
  expect(next).not.toContain('"sim:rfc-v1"')
})

test('advice about evidence that was edited, or does not parse, works', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  await runCli(manual.path, 'test', '--record')
  const text = readFileSync(join(manual.path, recorded), 'utf8')
  const cases = [
    [
      text.replace('"ENOENT"', '"EEXIST"'),
      '[evidence-refused]\n  record it with `manproof test --record`; if its file was edited, restore or delete that first\n',
    ],
    [
      text.replace('{', '<<<<<<< HEAD\n{'),
      '[evidence-syntax]\n  restore the file, or delete it and run `manproof test --record`\n',
    ],
  ] as const
  for (const [edited, advice] of cases) {
    manual.write({ [recorded]: edited })
    for (const verb of ['test', 'site', 'man']) {
      const { code, stderr } = await runCli(manual.path, verb)
      expect(stderr).toContain(advice)
      expect(stderr).not.toContain('nothing is recorded')
      expect(code).toBe(1)
    }
    rmSync(join(manual.path, recorded))
    expect((await runCli(manual.path, 'test', '--record')).code).toBe(0)
    expect((await runCli(manual.path, 'man')).code).toBe(0)
  }
})

test('evidence stays if no example of the page ran', async () => {
  using manual = openManual({ 'docs/a.7.md': pageText('a', 'ENOENT') })
  await runCli(manual.path, 'test', '--record')
  const before = readFileSync(join(manual.path, recorded), 'utf8')
  const away = `export const openDriver = () => ({
  probe: async () => ({ available: false, name: 'away', reason: 'it is away', remedy: 'fetch it' }) })`
  manual.write({
    'away.mjs': away,
    'manproof.config.ts': `export default { targets: [{ name: 'away', selectors: [], options: {},
  module: new URL('away.mjs', import.meta.url).href }] }`,
  })
  const { code, stderr } = await runCli(manual.path, 'test', '--record')
  expect(stderr).toContain('docs/a.7.md: not recorded: none of its examples ran\n')
  expect(code).toBe(3)
  expect(readFileSync(join(manual.path, recorded), 'utf8')).toBe(before)
})
