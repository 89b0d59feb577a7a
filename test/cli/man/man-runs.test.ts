import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openPackage } from '../open-manual.ts'
import { plainPage } from '../pages.ts'
import { type Ended, endOf, type Folder, openFolder, root, runCli, startCli } from '../run-cli.ts'

// Runs of `manproof man` after a change of the tool, after a killed run, and in parallel.

function openManual(count: number, words: string): Folder & { rewrite(words: string): void } {
  const pages = (now: string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => `p${index}`).map((name) => [
        `docs/${name}.7.md`,
        plainPage(name, `${now} of ${name}.`),
      ]),
    )
  const folder = openPackage(pages(words))
  return { ...folder, rewrite: (now) => folder.write(pages(now)) }
}

function outputs({ path }: Folder): Record<string, string> {
  const man = join(path, 'man/man7')
  return Object.fromEntries(
    readdirSync(man).map((name) => [name, readFileSync(join(man, name), 'utf8')]),
  )
}

/** List the hashes of the sources of each page: the second lines of its cached text. */
function keysOf({ path }: Folder): string[] {
  const kept = join(path, 'node_modules/.cache/manproof/pages')
  const keys = readdirSync(kept).map(
    (name) => readFileSync(join(kept, name), 'utf8').split('\n')[1],
  )
  expect(keys.filter((key) => !/^[0-9a-f]{64}$/.test(key ?? ''))).toEqual([])
  return keys.map(String)
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

const hidden = (path: string): string[] =>
  readdirSync(path).filter((name) => name.startsWith('.manproof-'))

test('pages are compiled again when a module of the tool, a package or its version changes', async () => {
  using folder = openManual(2, 'The text')
  using tool = openFolder({ 'node_modules/.package-lock.json': '{}' })
  for (const name of ['dist/tools', 'package.json']) {
    if (!existsSync(join(root, name))) continue
    cpSync(join(root, name), join(tool.path, name), { recursive: true, preserveTimestamps: true })
  }
  // Dependencies are found through links, and identified by the list of installed packages.
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const place = join(tool.path, 'node_modules', name)
    if (!existsSync(place)) symlinkSync(join(root, 'node_modules', name), place)
  }
  const main = join(tool.path, 'dist/tools/cli/main.js')
  const run = async (): Promise<readonly string[]> => {
    const child = spawn(process.execPath, [main, 'man'], { cwd: folder.path })
    expect((await endOf(child)).code).toBe(0)
    return keysOf(folder)
  }
  const seen = [await run()]
  expect(await run()).toEqual(seen[0])
  const version = (text: string): string => text.replace(/"version": "[^"]+"/, '"version": "9.9.9"')
  const changes: Readonly<Record<string, (text: string) => string>> = {
    'dist/tools/man/roff/word.js': (text) => `${text}// changed`,
    'node_modules/.package-lock.json': () => '{"changed": true}',
    'package.json': version,
  }
  for (const [name, change] of Object.entries(changes)) {
    const path = join(tool.path, name)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    const keys = await run()
    for (const before of seen) expect(keys.filter((key) => before.includes(key))).toEqual([])
    expect(await run()).toEqual(keys)
    seen.push(keys)
  }
})

test('a page is compiled again if an import of the configuration changes', async () => {
  using folder = openManual(1, 'The text')
  folder.write({
    'manproof.config.mjs': "import { version } from './version.mjs'\nexport default { version }\n",
    'version.mjs': "export const version = 'trial 1.0'\n",
  })
  await runCli(folder.path, 'man')
  folder.write({ 'version.mjs': "export const version = 'trial 2.0'\n" })
  expect((await runCli(folder.path, 'man')).stderr).toContain('1 changed')
  expect(outputs(folder)['p0.7']).toContain('trial 2.0')
})

test('SOURCE_DATE_EPOCH dates pages without a date at once, and no others', async () => {
  using folder = openManual(1, 'The text')
  folder.write({ 'README.md': '# anything\n\nText.\n' })
  const dated = (day: number, ...args: string[]): Promise<Ended> =>
    endOf(startCli(folder.path, args, { SOURCE_DATE_EPOCH: String(day * 86_400) }))
  await dated(1, 'man')
  const before = outputs(folder)
  expect((await dated(2, 'man')).stderr).toContain('0 changed')
  expect(outputs(folder)).toEqual(before)
  for (const day of [1, 2, 1]) {
    expect((await dated(day, 'man', '--any', 'README.md')).stdout).toContain(`1970-01-0${day + 1}`)
  }
})

test('two runs at once write the same pages, whole', {
  timeout: 240_000,
}, async () => {
  using folder = openManual(40, 'The first text')
  for (const words of ['The first text', 'Another text', 'A third one']) {
    folder.rewrite(words)
    const both = [1, 2].map(() => endOf(startCli(folder.path, ['man'])))
    for (const { code, stderr } of await Promise.all(both))
      expect([code, stderr]).toEqual([0, stderr])
    for (const [name, page] of Object.entries(outputs(folder))) {
      expect(page).toContain(`${words} of ${name.slice(0, -2)}.`)
    }
    expect(hidden(join(folder.path, 'man'))).toEqual([])
    expect((await runCli(folder.path, 'man')).stderr).toContain('0 changed')
  }
})

test('a killed run leaves every page whole, and the next one tidies up', {
  timeout: 240_000,
}, async () => {
  using folder = openManual(40, 'The first text')
  await runCli(folder.path, 'man')
  let last = outputs(folder)
  const names = Object.keys(last)
  const man = join(folder.path, 'man')
  let left = 0
  for (let round = 0; round < 8; round++) {
    folder.rewrite(`Text ${round}`)
    const child = startCli(folder.path, ['man'])
    const ended = endOf(child)
    // Kill it at the first staged file, or at the first published page.
    const isBegun = (): boolean =>
      round % 2 === 0 ? hidden(man).length > left : textAt(join(man, 'man7/p0.7')) !== last['p0.7']
    while (!isBegun() && child.exitCode === null) await setTimeout(1)
    child.kill('SIGKILL')
    await ended
    const pages = outputs(folder)
    last = pages
    expect(Object.keys(pages)).toEqual(names)
    for (const page of Object.values(pages))
      expect(page).toMatch(/^(?:The first t|T)ext.* of p\d+\.$/m)
    left = hidden(man).length
  }
  const old = new Date(Date.now() - 600_000)
  for (const name of hidden(man)) utimesSync(join(man, name), old, old)
  folder.rewrite('The last text')
  expect((await runCli(folder.path, 'man')).code).toBe(0)
  expect(hidden(man)).toEqual([])
  for (const page of Object.values(outputs(folder))) expect(page).toContain('The last text of')
  expect(readdirSync(join(folder.path, 'node_modules/.cache/manproof'))).toEqual(['pages'])
})

test('another engine compiles each page again', async () => {
  using folder = openManual(2, 'The text')
  const by = async (engine: string): Promise<Ended> => {
    folder.write({ 'manproof.config.mjs': `export default { engine: '${engine}' }\n` })
    return runCli(folder.path, 'man')
  }
  expect((await by('manproof')).stderr).toContain('2 files, 2 changed')
  const [texts, keys] = [outputs(folder), keysOf(folder)]
  const { code, stderr } = await by('remark-man')
  expect(code).toBe(1)
  expect(stderr).toMatch(/docs\/p0\.7\.md:\d+:\d+: error: .* \[roff-/)
  expect(keysOf(folder).filter((key) => keys.includes(key))).toEqual([])
  expect(outputs(folder)).toEqual(texts)
})

test('a page is compiled again if the code of a plugin changes', async () => {
  using folder = openManual(2, 'The text')
  const plugin = (word: string): string => `export const remarkWord = () => (tree) => {
  const text = { type: 'text', value: '${word}.' }
  tree.children.push({ type: 'paragraph', children: [text] })
}\n`
  folder.write({
    'manproof.config.mjs': `import { remarkWord } from './plugins/index.mjs'
export default { remarkPlugins: [remarkWord] }\n`,
    'plugins/index.mjs': "export { remarkWord } from './word.mjs'\n",
    'plugins/word.mjs': plugin('First'),
  })
  expect((await runCli(folder.path, 'man')).stderr).toContain('2 changed')
  expect(outputs(folder)['p0.7']).toContain('First.')
  expect((await runCli(folder.path, 'man')).stderr).toContain('0 changed')
  folder.write({ 'plugins/word.mjs': plugin('Second') })
  expect((await runCli(folder.path, 'man')).stderr).toContain('2 changed')
  expect(outputs(folder)['p0.7']).toContain('Second.')
})

test('`--check` compiles pages with plugins again, and its advice does, too', async () => {
  using folder = openManual(2, 'The text')
  folder.write({
    'manproof.config.mjs': `import { readFileSync } from 'node:fs'
const plugin = () => (tree) => {
  const value = readFileSync('text.txt', 'utf8')
  tree.children.push({ type: 'paragraph', children: [{ type: 'text', value }] })
}
export default { remarkPlugins: [plugin] }\n`,
    'text.txt': 'First.',
  })
  await runCli(folder.path, 'man')
  folder.write({ 'text.txt': 'Second.' })
  const { code, stderr } = await runCli(folder.path, 'man', '--check')
  expect(code).toBe(1)
  expect(stderr).toContain('write it with `manproof man --fresh`')
  expect((await runCli(folder.path, 'man', '--fresh')).stderr).toContain('2 changed')
  expect((await runCli(folder.path, 'man', '--check')).code).toBe(0)
})

test('a page is compiled again if a file that a plugin requires changes', async () => {
  using folder = openManual(2, 'The text')
  folder.write({
    'manproof.config.mjs':
      "import word from './word.cjs'\nexport default { remarkPlugins: [word] }\n",
    'word.cjs': `const value = require('./text')
module.exports = () => (tree) => {
  tree.children.push({ type: 'paragraph', children: [{ type: 'text', value }] })
}\n`,
    'text.js': "module.exports = 'First.'\n",
    'package.json': '{}',
  })
  await runCli(folder.path, 'man')
  folder.write({ 'text.js': "module.exports = 'Second.'\n" })
  expect((await runCli(folder.path, 'man')).stderr).toContain('2 changed')
  expect(outputs(folder)['p0.7']).toContain('Second.')
})

test.each([
  ["['x']", 'Unexpected string `x` in `remarkPlugins[0]`'],
  ['[() => {}, [null]]', 'Unexpected list in `remarkPlugins[1]`'],
  ['3', 'Unexpected number `3` in `remarkPlugins`'],
])('`remarkPlugins: %s` is refused at its entry', async (list, message) => {
  using folder = openManual(1, 'The text')
  folder.write({ 'manproof.config.mjs': `export default { remarkPlugins: ${list} }\n` })
  const { code, stderr } = await runCli(folder.path, 'man')
  expect(stderr).toContain(message)
  expect(code).toBe(2)
})

test('plugins work in threads, too', async () => {
  using folder = openManual(60, 'The text')
  folder.write({
    'manproof.config.mjs': `const shout = () => (tree) => {
  const { children } = tree.children.at(-1)
  children.push({ type: 'text', value: ' Indeed!' })
}
export default { remarkPlugins: [shout] }\n`,
  })
  expect((await runCli(folder.path, 'man')).code).toBe(0)
  for (const page of Object.values(outputs(folder))) expect(page).toContain('Indeed!')
})
