import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test } from 'vitest'
import { visibleLine, visibleText } from '../../tools/message/index.ts'
import { bin, type Ended, endOf, openFolder, startCli } from './run-cli.ts'

// No text, of whatever origin, reaches the terminal with control characters.

/** Control characters for a terminal, but for line feed and tab. */
const obeyed = /[^\P{Cc}\t\n]|[\u2028-\u202E\u2066-\u2069]/u
const codes = [...Array.from({ length: 0xa0 }, (_, code) => code), 0x2028, 0x2029, 0x202e, 0x2066]
const all = codes
  .map((code) => String.fromCharCode(code))
  .filter((character) => obeyed.test(character))
  .join('')
/** Those that a file name can have. */
const named = all.replace('\0', '')
/** Those that a line of Markdown or YAML can have. */
const inLine = '\u001b]0;x\u0007\u001b[31m\u009b31m\u007f\u202e\u2066'
/** All, as a literal in code. */
const quoted = JSON.stringify(all).replace(
  /[\u007f-\u009f\u2028-\u202e\u2066]/g,
  (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
)

const page = (name: string, body: string): string =>
  `---\ndate: 2026-11-22\n---\n\n# ${name}(7) -- test page\n\n## DESCRIPTION\n\n${body}\n`
const fence = (labels: string, code: string): string => `\`\`\`ts ${labels}\n${code}\n\`\`\`\n`

const hostilePage = page(
  'x',
  `Text ${inLine} and [link](<a${inLine}>), [ref][a${inLine}], b${inLine}(7).\n
### Heading &#27;[31m ${inLine}\n
${fence(`name=a fs=&#27;&#155;&#8238; wrong&#27;${inLine}="&#10;&#27;" norun="a&#10;&#27;&#155;&#8238;"`, 'f()')}
${fence('name=b', `const x: number = "${inLine}"`)}
${fence('name=&#27;&#155;', 'f()  //=> "\u001b\u009b"')}`,
).replace('date:', `"k\\e\\x9B\\u202E${quoted.slice(1, -1)}": 1\nmanual: [1, "\\e"]\ndate:`)

const runPage = page(
  'run',
  [
    `throw new Error(${quoted})`,
    `throw ${quoted}`,
    `const e = new Error('x')\ne.name = ${quoted}\nthrow e`,
    `throw Object.assign(new Error('x'), { code: ${quoted}, syscall: ${quoted} })`,
    `const f = (): string => ${quoted}\nf()  //=> 'a'`,
    `void Promise.reject(new Error(${quoted}))\nawait new Promise((done) => setTimeout(done, 5))`,
    `import { openWorld } from 'manproof'\nawait using w = await openWorld()\nconst a = await w.process(${quoted})\nawait a.open(${quoted}, 2)`,
  ]
    .map((code, index) => fence(`name=n${index}`, code))
    .join('\n'),
)

const call = (id: unknown, words: object): string => `${JSON.stringify({ id, ...words })}\n`
const trace = [
  `{"world":{"files":[{"name":"f"}]}}\n`,
  call(1, { process: `A${all}`, call: 'open', args: ['f', 'O_RDWR'], as: 'a' }),
  call(`i${all}`, { process: `A${all}`, call: 'open', args: [`g${named.slice(1)}`, 'O_RDWR'] }),
  call(3, { process: 'B', call: 'open', args: ['f', 'O_RDWR'], async: true }),
].join('')
const badTrace = `${call(1, { process: 'A', call: all })}${call(1, { [all]: 1 })}{"${inLine}\n`

const config = (body: string): string => `export default ${body}\n`
const odd = { name: `t${all}`, module: `file:///x${all}`, selectors: [`s${all}`], options: {} }

const folder = openFolder({
  'any.md': hostilePage,
  'run.jsonl': trace,
  'bad.jsonl': badTrace,
  'package.json': '{"type":"module"}',
  'manual/docs/x.7.md': hostilePage,
  'manual/docs/run.7.md': runPage,
  [`named/docs/y${named}.7.md`]: hostilePage,
  [`named/docs/z.7.md`]: runPage,
  'keys/manproof.config.js': config(`{ [${quoted}]: 1 }`),
  'values/manproof.config.js': config(`{ pages: ${quoted}, evidence: [${quoted}] }`),
  'throws/manproof.config.js': `throw new Error(${quoted})\n`,
  'late/manproof.config.js': `queueMicrotask(() => { throw new Error(${quoted}) })\n${config('{}')}`,
  'targets/manproof.config.js': config(`{ targets: [${JSON.stringify(odd)}] }`),
  'targets/docs/run.7.md': runPage,
  'library/package.json': '{"name":"l","type":"module"}',
  'library/index.ts': `/** Do ${inLine}. {@link a${inLine}} */\nexport const a${'\u00e9'}: unknown = 1\n`,
  'library/manproof.config.js': config(
    `{ reference: [{ entry: './index.ts', from: ${quoted}, page: 'l.3', title: ${quoted} }] }`,
  ),
})
mkdirSync(join(folder.path, `bin${named.replace('/', '')}`), { recursive: true })
afterAll(() => folder[Symbol.dispose]())

const rendered = `X(7)\n\nNAME\n       x - y\n\n           const a = await b("${inLine}")\n`

/** Verb by verb: folder, words, standard input. */
const lines: readonly (readonly [at: string, words: readonly string[], stdin?: string])[] = [
  ...['manual', 'named'].flatMap((at) =>
    [
      ['test'],
      ['test', '--reporter', 'tap'],
      ['check'],
      ['man'],
      ['site'],
      ['list'],
      ['build'],
    ].map((words) => [at, [...words]] as const),
  ),
  ...['keys', 'values', 'throws', 'late', 'targets'].map((at) => [at, ['list']] as const),
  ['targets', ['doctor']],
  ['targets', ['test']],
  ['library', ['reference']],
  ['manual', [`verb${named}`]],
  ['manual', [`--option${named}`]],
  ['manual', ['help', `verb${named}`]],
  ['manual', ['check', `page${named}`]],
  ['manual', ['check', `--option${named}`]],
  ['manual', ['test', '--target', named]],
  ['manual', ['test', '--reporter', named]],
  ['manual', ['test', '--shard', named]],
  ['manual', ['extract'], rendered],
  ['manual', ['extract', named], rendered],
  ['manual', ['explore', named]],
  ['manual', ['explore', `x#${named}`]],
  ['.', ['man', '--any', 'any.md']],
  ['.', ['man', '--any', `none${named}`]],
  ['.', ['man', '--any', 'any.md', '--as', named]],
  ['.', ['man', '--any', 'any.md', '--out', `any.md/${named}`]],
  ['.', ['replay', 'run.jsonl', '--chart', 'text']],
  ['.', ['replay', 'bad.jsonl']],
  ['.', ['replay', named]],
  ['.', ['replay', 'run.jsonl', '--target', named]],
  ['.', ['replay', 'run.jsonl', '--chart', named]],
  ['.', ['replay', `--${named}`]],
  ['.', ['explore', 'run.jsonl']],
  ['.', ['explore', 'run.jsonl', '--findings']],
  ['.', ['explore', 'run.jsonl', '--from', named]],
  ['.', ['explore', 'bad.jsonl']],
  ['.', ['explore', 'run.jsonl', '--recorded', 'any.md']],
  ['.', ['explore', 'run.jsonl', '--recorded', 'run.jsonl']],
  ['.', ['vm', named]],
  ['.', ['vm', 'status']],
]

function run(at: string, words: readonly string[], stdin = ''): Promise<Ended> {
  const env = {
    XDG_CACHE_HOME: join(folder.path, `cache${named}`),
    PATH: `${process.env['PATH']}:${join(folder.path, `bin${named}`)}`,
    CI: '1',
  }
  return endOf(startCli(join(folder.path, at), words, env), stdin)
}

const titled = lines.map(
  (line) => [`${line[0]}: ${visibleLine(line[1].join(' ')).slice(0, 40)}`, line] as const,
)

test.each(titled)('no control characters are printed in %s', async (_, line) => {
  const { code, stdout, stderr } = await run(...line)
  expect(stdout).not.toMatch(obeyed)
  expect(stderr).not.toMatch(obeyed)
  expect(stdout + stderr).not.toBe('')
  expect(code).not.toBeNull()
})

const colored = ['31', '33', '36', '39'].map((code) => `\u001b[${code}m`)

test('only the level has a color', async () => {
  const env = { FORCE_COLOR: '1', CI: '1' }
  const { stderr } = await endOf(startCli(join(folder.path, 'manual'), ['check'], env))
  expect(stderr).toContain('docs/x.7.md:3:9: \u001b[31merror\u001b[39m: Unexpected value')
  const plain = colored.reduce((text, code) => text.replaceAll(code, ''), stderr)
  expect(plain).not.toMatch(obeyed)
  const pipe = await endOf(startCli(join(folder.path, 'manual'), ['check'], { CI: '1' }))
  expect(plain).toBe(pipe.stderr)
})

/** Commands that print data. */
const data = [
  ['named', ['list', '--json']],
  ['manual', ['check', '--json']],
  ['.', ['replay', 'run.jsonl']],
  ['.', ['replay', 'run.jsonl', '--chart', 'svg']],
  ['.', ['explore', 'run.jsonl', '--json']],
  ['.', ['extract', '1']],
] as const
const program = `const a = await b('\u001b[31m\u009b\u202e')\n`
const codePage = `X(7)\n\nNAME\n       x - y\n\n           ${program}`

test.each(data)(
  'in %s, %j prints data: exact in a pipe, shown on a terminal',
  async (at, words) => {
    const cwd = join(folder.path, at)
    const piped = (await endOf(startCli(cwd, words, { CI: '1' }), codePage)).stdout
    expect(piped).toMatch(/[\u009b\u202e]/)
    const line = [process.execPath, bin, ...words].map((word) => `'${word}'`).join(' ')
    const input = join(folder.path, 'page.txt')
    writeFileSync(input, codePage)
    const terminal = spawnSync('script', ['-qec', `${line} <'${input}' 2>/dev/null`, '/dev/null'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const seen = terminal.stdout.replaceAll('\r\n', '\n')
    expect(seen).not.toMatch(obeyed)
    expect(seen).toBe(visibleText(piped))
  },
)
