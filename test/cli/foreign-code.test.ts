import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPackage } from './open-manual.ts'
import { plainPage } from './pages.ts'
import { type Ended, endOf, startCli } from './run-cli.ts'

const name = 'manproof.config.mjs'

/** Run a verb with a configuration, for at most a minute. */
async function say(
  config: string,
  verb: readonly string[] = ['check'],
  pages = 1,
): Promise<Omit<Ended, 'stdout'>> {
  using folder = openPackage({ [name]: config })
  for (let page = 0; page < pages; page++) {
    folder.write({ [`docs/a${page}.7.md`]: plainPage(`a${page}`, 'Text.') })
  }
  const child = startCli(folder.path, verb)
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const { code, stderr } = await endOf(child)
  clearTimeout(timer)
  return { code, stderr: stderr.replaceAll(folder.path, '.') }
}

const ended = 'it ended the process, as `process.exit` does'
const see = '  see manproof-config(3)\n'

test.each([
  ['process.exit(0)', ended],
  ['setTimeout(() => process.exit(0))\nawait new Promise((go) => setTimeout(go, 1000))', ended],
  ['await new Promise(() => {})', 'it awaits a promise that nothing can settle'],
  ["Promise.reject(new Error('no luck'))", 'it left an error uncaught: no luck'],
  [
    "setTimeout(() => { throw 'luck' })\nawait new Promise((go) => setTimeout(go, 1000))",
    'it left an error uncaught: it threw `luck`',
  ],
])('a configuration that says `%s` ends with 2', async (text, reason) => {
  expect(await say(`${text}\nexport default {}`)).toEqual({
    code: 2,
    stderr: `manproof: error: Cannot load \`${name}\`: ${reason}\n${see}`,
  })
})

test('a configuration with a getter that throws ends with 2', async () => {
  const { code, stderr } = await say(
    "export default { get pages() { throw new Error('no luck') } }",
  )
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /^manproof: error: Cannot load `manproof.config.mjs`: no luck\n {2}at file:.*:1:\d+\n {2}see manproof-config\(3\)\n$/,
  )
})

test('Ctrl-C ends an endless loop of a plugin', async () => {
  using folder = openPackage({
    'docs/a.7.md': plainPage('a', 'Text.'),
    [name]:
      "const loop = () => () => { console.error('looping'); for (;;); }\nexport default { remarkPlugins: [loop] }",
  })
  const child = startCli(folder.path, ['man'])
  const ended = endOf(child)
  await new Promise((heard) => child.stderr?.once('data', heard))
  // Measured: a signal in the middle of `console.error` can make Node 20 exit with 1.
  await new Promise((done) => setTimeout(done, 500))
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130, stderr: 'looping\n' })
})

test('a configuration that is a pipe is refused', async () => {
  using folder = openPackage({ 'docs/a.7.md': plainPage('a', 'Text.') })
  execFileSync('mkfifo', [join(folder.path, name)])
  const child = startCli(folder.path, ['check'])
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
  expect(await endOf(child)).toMatchObject({
    code: 2,
    stderr: `manproof: error: Cannot load \`${name}\`: it is not a regular file\n${see}`,
  })
  clearTimeout(timer)
})

const waits = 'return new Promise((go) => setTimeout(go, 1000))'

const acting = (act: string): string =>
  `export default { remarkPlugins: [function moody() { return (tree, file) => { ${act} } }] }`

test.each([
  ['process.exit(0)', 'it ended the process, as `process.exit` does'],
  [`setTimeout(() => process.exit(0)); ${waits}`, 'it ended the process, as `process.exit` does'],
  [
    `setTimeout(() => { throw new Error('No mood') }); ${waits}`,
    'it left an error uncaught: No mood',
  ],
  ["Promise.reject(new Error('No mood'))", 'it left an error uncaught: No mood'],
])('a plugin that says `%s` is named, and ends with 1', async (act, reason) => {
  const who = 'plugin `moody` (`remarkPlugins[0]`) on `docs/a0.7.md`'
  expect(await say(acting(act))).toEqual({
    code: 1,
    stderr: `manproof: error: Cannot run ${who}: ${reason}\n`,
  })
  const inThread = await say(acting(`if (file.stem === 'a0.7') ${act}`), ['man', '--fresh'], 60)
  expect(inThread).toEqual({
    code: 1,
    stderr: `manproof: error: Cannot run ${who}: ${reason.replace('the process', 'the thread')}\n`,
  })
})

test('what a plugin leaves open does not keep the program', async () => {
  const { code } = await say(acting('setInterval(() => {}, 1000)'))
  expect(code).toBe(0)
})

test('a folder with the name of a page is an error', async () => {
  using folder = openPackage({ 'docs/a.7.md': plainPage('a', 'Text.') })
  mkdirSync(join(folder.path, 'docs/b.7.md'))
  expect(await endOf(startCli(folder.path, ['check']))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'docs/b.7.md: error: Cannot read `docs/b.7.md`: it is not a regular file [project-file]\n',
    ),
  })
})

test.each(['build', 'doctor', 'reference'])(
  '`%s` refuses a page, which it does not take',
  async (verb) => {
    expect(await say('export default {}', [verb, 'a0'])).toEqual({
      code: 2,
      stderr: `manproof: error: Unexpected argument \`a0\`, expected none\n  see \`manproof ${verb} --help\`\n`,
    })
  },
)

const plugin = 'a function, a list of a function and its options, or a preset'

test.each([
  ["man: 'out'", 'string `out` in `man`, expected an object'],
  ['remarkPlugins: [undefined]', `\`undefined\` in \`remarkPlugins[0]\`, expected ${plugin}`],
  [
    'remarkPlugins: [{ plugins: [5] }]',
    `number \`5\` in \`remarkPlugins[0].plugins[0]\`, expected ${plugin}`,
  ],
  [
    "site: { repository: 'javascript:alert(1)' }",
    'string `javascript:alert(1)` in `site.repository`, expected an address that starts with `https://` or `http://`',
  ],
  ["evidence: 'docs/a0.7.md'", 'file `./docs/a0.7.md` in `evidence`, expected a folder in `.`'],
  ["evidence: '/'", 'path `/` in `evidence`, expected a folder in `.`'],
  [
    "license: 'a\\nb'",
    'string `a\\u000ab` in `license`, expected a string of one line, or an empty one',
  ],
  ["version: ''", 'empty string in `version`, expected a string of one line'],
  ["pages: ['']", 'empty string in `pages[0]`, expected a string of one line'],
])('the member `%s` of a configuration ends with 2', async (member, reason) => {
  expect(await say(`export default { ${member} }`)).toEqual({
    code: 2,
    stderr: `manproof: error: ${name}: Unexpected ${reason}\n${see}`,
  })
})

test('a preset can have settings alone, and a license can be empty', async () => {
  const { code } = await say("export default { remarkPlugins: [{ settings: {} }], license: '' }")
  expect(code).toBe(0)
})
