import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashOf } from '../../tools/cache/index.ts'
import { compareOutput } from '../../tools/publish/compare-output.ts'
import type { Output } from '../../tools/publish/output.ts'
import { openPublication, publish } from '../../tools/publish/publish.ts'
import { formatRecord, readRecord } from '../../tools/publish/record.ts'
import { openFolder } from '../cli/run-cli.ts'

function outputOf(folder: string, files: Readonly<Record<string, string>>): Output {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }))
  return { folder, record: '.manproof', files: list, whole: true }
}

/** Message of a refused call. */
function refusalOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    return String(error)
  }
  return 'not refused'
}

const seal = (text: string): string => `file ${hashOf(text)}`
const head = '# What manproof wrote here, and may replace or remove while it is exactly this.\n'

test('a record has one sorted line per file, and is the same each time', () => {
  using folder = openFolder({})
  const record = join(folder.path, '.manproof')
  publish([outputOf(folder.path, { 'b/x.7': 'x', 'a.7': 'a' })])
  const text = `${head}a.7 ${seal('a')}\nb/x.7 ${seal('x')}\n`
  expect(readFileSync(record, 'utf8')).toBe(text)
  const { ino } = lstatSync(record)
  expect(publish([outputOf(folder.path, { 'a.7': 'a', 'b/x.7': 'x' })])).toBe(0)
  expect(lstatSync(record).ino).toBe(ino)
  expect(formatRecord(readRecord(folder.path, '.manproof'))).toBe(text)
})

test('a file that no record lists is named, and nothing is written', () => {
  using folder = openFolder({ 'man7/b.7': 'by hand' })
  const failing = () => publish([outputOf(folder.path, { 'man7/a.7': 'a', 'man7/b.7': 'b' })])
  expect(refusalOf(failing)).toBe(`CliError: Cannot write to \`${folder.path}\`: \
it contains files that manproof may not have written
  man7/b.7: no record says that manproof wrote it
  copy what you need elsewhere, delete these files, and run again
  or allow them to be replaced: add these lines to \`${folder.path}/.manproof\`
    man7/b.7 ${seal('by hand')}`)
  expect(readdirSync(folder.path, { recursive: true })).toEqual(['man7', 'man7/b.7'])
  // As the message says.
  folder.write({ '.manproof': `man7/b.7 ${seal('by hand')}\n` })
  expect(failing()).toBe(2)
})

test('a file that already has the wanted bytes goes into the record', () => {
  using folder = openFolder({ 'a.7': 'a' })
  const { ino } = lstatSync(join(folder.path, 'a.7'))
  expect(publish([outputOf(folder.path, { 'a.7': 'a' })])).toBe(0)
  expect(lstatSync(join(folder.path, 'a.7')).ino).toBe(ino)
  expect(publish([outputOf(folder.path, {})])).toBe(1)
  expect(readdirSync(folder.path)).toEqual(['.manproof'])
})

test.each([
  ['replaced', { 'a.7': 'new' }],
  ['removed', {}],
])('an edited output is not %s', (_, files) => {
  using folder = openFolder({})
  publish([outputOf(folder.path, { 'a.7': 'old' })])
  writeFileSync(join(folder.path, 'a.7'), 'edited')
  expect(refusalOf(() => publish([outputOf(folder.path, files)]))).toContain(
    '\n  a.7: it has changed since manproof wrote it\n',
  )
  expect(readFileSync(join(folder.path, 'a.7'), 'utf8')).toBe('edited')
})

test('a folder and a link in the way are not replaced', () => {
  using folder = openFolder({ 'a.7/full': '' })
  symlinkSync('nowhere', join(folder.path, 'b.7'))
  const refusal = refusalOf(() => publish([outputOf(folder.path, { 'a.7': 'a', 'b.7': 'b' })]))
  expect(refusal).toContain('\n  a.7: it is not a file\n')
  expect(refusal).toContain('\n  b.7: no record says that manproof wrote it\n')
  expect(readlinkSync(join(folder.path, 'b.7'))).toBe('nowhere')
})

test('a recorded file and a link with the same text differ', () => {
  using folder = openFolder({})
  const link = { path: 'a.7', text: 'b.7', link: true as const }
  publish([{ ...outputOf(folder.path, {}), files: [link] }])
  rmSync(join(folder.path, 'a.7'))
  writeFileSync(join(folder.path, 'a.7'), 'b.7')
  expect(refusalOf(() => publish([outputOf(folder.path, {})]))).toContain('a.7: it has changed')
})

test.each([
  ['`..`', `../x ${seal('x')}\n`, 1],
  ['`..` inside', `${head}a/../../x ${seal('x')}\n`, 2],
  ['an absolute path', `/tmp/x ${seal('x')}\n`, 1],
  ['its own name', `.manproof ${seal('x')}\n`, 1],
  ['a conflict of a merge', `${head}<<<<<<< ours\na.7 ${seal('x')}\n`, 2],
  ['a short hash', 'a.7 file 0123\n', 1],
  ['no end', `${head}a.7 ${seal('x')}`, 2],
  ['no text', '\0\0\0', 1],
])('a record with %s is refused', (_, text, number) => {
  using folder = openFolder({ 'out/.manproof': text, 'out/a.7': 'x', x: 'x' })
  const out = join(folder.path, 'out')
  expect(refusalOf(() => publish([outputOf(out, { 'b.7': 'b' })]))).toBe(`CliError: \
Unexpected line ${number} of \`${out}/.manproof\`, expected a record as manproof writes it
  after a merge: keep the lines of both sides
  else: remove the record and the outputs that it lists, and run again`)
  expect(readdirSync(out)).toEqual(['.manproof', 'a.7'])
  expect(existsSync(join(folder.path, 'x'))).toBe(true)
})

test('a record that is a folder or a link is refused', () => {
  using folder = openFolder({ 'one/.manproof/x': '', elsewhere: `a.7 ${seal('a')}\n` })
  mkdirSync(join(folder.path, 'two'))
  symlinkSync('../elsewhere', join(folder.path, 'two/.manproof'))
  for (const name of ['one', 'two']) {
    const failing = () => publish([outputOf(join(folder.path, name), { 'a.7': 'b' })])
    expect(failing).toThrow(/^Unexpected `.*\/.manproof`, expected a plain file; move it away$/)
  }
})

test('a record can have the lines of both sides of a merge', () => {
  using folder = openFolder({
    '.manproof': `a.7 ${seal('ours')}\na.7 ${seal('theirs')}\n`,
    'a.7': 'theirs',
  })
  expect(publish([outputOf(folder.path, { 'a.7': 'new' })])).toBe(1)
  expect(readFileSync(join(folder.path, '.manproof'), 'utf8')).toBe(`${head}a.7 ${seal('new')}\n`)
})

test('nothing is written or removed through a symbolic link that leads outside the folder', () => {
  using folder = openFolder({ 'else/a.7': 'a', 'out/.manproof': `sub/a.7 ${seal('a')}\n` })
  const out = join(folder.path, 'out')
  symlinkSync('../else', join(out, 'sub'))
  for (const files of [{}, { 'sub/a.7': 'new' }, { 'sub/deep/er/b.7': 'b' }]) {
    const refusal = refusalOf(() => publish([outputOf(out, files)]))
    // A line of the record would not help: there is one already.
    const lines = refusal.split('\n').slice(1)
    expect(lines.pop()).toBe('  replace the symbolic link with a folder, and run again')
    const each = /^ {2}sub\/\S+: a symbolic link leads outside the folder$/
    expect(lines.every((line) => each.test(line))).toBe(true)
  }
  expect(readdirSync(join(folder.path, 'else'))).toEqual(['a.7'])
})

test('what is unknown beyond a link is not asked for by a line of the record', () => {
  using folder = openFolder({ 'else/a.7': 'by hand', 'out/b.7': 'by hand' })
  const out = join(folder.path, 'out')
  symlinkSync('../else', join(out, 'sub'))
  const files = { 'sub/a.7': 'a', 'b.7': 'b' }
  expect(
    refusalOf(() => publish([outputOf(out, files)]))
      .split('\n')
      .slice(1),
  ).toEqual([
    '  sub/a.7: a symbolic link leads outside the folder',
    '  b.7: no record says that manproof wrote it',
    '  copy what you need elsewhere, delete these files, and run again',
    '  replace the symbolic link with a folder, and run again',
    `  or allow them to be replaced: add these lines to \`${out}/.manproof\``,
    `    b.7 ${seal('by hand')}`,
  ])
})

test('what would go is said to be removed, and not replaced', () => {
  using folder = openFolder({})
  publish([outputOf(folder.path, { 'a.7': 'a', 'b.7': 'b' })])
  folder.write({ 'a.7': 'edited', 'b.7': 'edited' })
  const offerOf = (files: Readonly<Record<string, string>>): string | undefined =>
    /allow them to be .*:/.exec(refusalOf(() => publish([outputOf(folder.path, files)])))?.[0]
  expect(offerOf({})).toBe('allow them to be removed:')
  expect(offerOf({ 'a.7': 'new' })).toBe('allow them to be replaced or removed:')
  expect(offerOf({ 'a.7': 'new', 'b.7': 'new' })).toBe('allow them to be replaced:')
})

test('a folder that is a symbolic link itself is a folder', () => {
  using folder = openFolder({ 'real/keep': '' })
  symlinkSync('real', join(folder.path, 'out'))
  publish([outputOf(join(folder.path, 'out'), { 'man7/a.7': 'a' })])
  publish([outputOf(join(folder.path, 'out'), { 'man7/b.7': 'b' })])
  const tree = readdirSync(join(folder.path, 'real'), { recursive: true }).sort()
  expect(tree).toEqual(['.manproof', 'keep', 'man7', 'man7/b.7'])
})

test('if only some files are generated, the others stay in the record', () => {
  using folder = openFolder({})
  publish([outputOf(folder.path, { 'a.7': 'a', 'b.7': 'b' })])
  publish([{ ...outputOf(folder.path, { 'a.7': 'new' }), whole: false }])
  expect(publish([outputOf(folder.path, { 'c.7': 'c' })])).toBe(3)
  expect(readdirSync(folder.path)).toEqual(['.manproof', 'c.7'])
})

test('two records in one folder are independent', () => {
  using folder = openFolder({})
  const one = { ...outputOf(folder.path, { 'a.7': 'a' }), record: '.manproof.one' }
  const two = { ...outputOf(folder.path, { 'b.7': 'b' }), record: '.manproof.two' }
  publish([one])
  publish([two])
  expect(refusalOf(() => publish([{ ...two, files: [{ path: 'a.7', text: 'mine' }] }]))).toContain(
    '\n  a.7: no record says that manproof wrote it\n',
  )
  publish([{ ...two, files: [] }])
  expect(readdirSync(folder.path)).toEqual(['.manproof.one', '.manproof.two', 'a.7'])
})

test('a file that changes while outputs are prepared is not replaced', () => {
  using folder = openFolder({})
  publish([outputOf(folder.path, { 'a.7': 'old', 'b.7': 'old' })])
  using publication = openPublication([outputOf(folder.path, { 'a.7': 'new', 'b.7': 'new' })])
  writeFileSync(join(folder.path, 'b.7'), 'edited')
  expect(() => publication.commit()).toThrow(/^Cannot write `.*\/b.7`: it has just changed/)
  expect(readFileSync(join(folder.path, 'a.7'), 'utf8')).toBe('old')
  expect(readFileSync(join(folder.path, '.manproof'), 'utf8')).toContain(seal('old'))
})

test('a killed run leaves a record of both the old and the new files', () => {
  using folder = openFolder({})
  publish([outputOf(folder.path, { 'a.7': 'old', 'b.7': 'old' })])
  // The state when the first file is in place and the second is not.
  const both = ['old', 'new'].map((text) => `a.7 ${seal(text)}\nb.7 ${seal(text)}\n`).join('')
  folder.write({ '.manproof': both, 'a.7': 'new' })
  expect(publish([outputOf(folder.path, { 'a.7': 'newer' })])).toBe(2)
  expect(readdirSync(folder.path)).toEqual(['.manproof', 'a.7'])
})

test('a comparison reports only recorded leftovers', async () => {
  using folder = openFolder({ 'foreign.7': '' })
  publish([outputOf(folder.path, { 'a.7': 'a', 'gone.7': 'x' })])
  const output = outputOf(folder.path, { 'a.7': 'a', 'b.7': 'b' })
  const stale = await compareOutput(output, { cwd: folder.path }, 'manproof man')
  expect(stale.map((file) => `${file.path}: ${file.messages[0]?.reason}`)).toEqual([
    'b.7: Missing file, expected what compiles from the page',
    'gone.7: Unexpected file, expected none: no page compiles to it',
  ])
})

test('a leftover folder keeps files that no run of ours created', () => {
  using folder = openFolder({ '.manproof-999999999-aaaaaa/new-0': '' })
  folder.write({ '.manproof-999999999-aaaaaa/mine': '', '.manproof-999999999-notes/new-0': '' })
  for (const name of readdirSync(folder.path)) utimesSync(join(folder.path, name), 1, 1)
  publish([outputOf(folder.path, { 'a.7': 'a' })])
  expect(existsSync(join(folder.path, '.manproof-999999999-aaaaaa/mine'))).toBe(true)
  expect(existsSync(join(folder.path, '.manproof-999999999-notes/new-0'))).toBe(true)
})

test('a file that authors write in part is ours by the generated part', () => {
  using folder = openFolder({})
  const generated = (text: string): string => text.replace(/^.*\n/, '')
  const page = (text: string): Output => ({ ...outputOf(folder.path, { a: text }), generated })
  publish([page('by hand\nours')])
  folder.write({ a: 'another\nours' })
  expect(publish([page('another\nnew')])).toBe(1)
  folder.write({ a: 'another\nedited' })
  expect(refusalOf(() => publish([page('another\nnewer')]))).toContain('a: it has changed')
})
