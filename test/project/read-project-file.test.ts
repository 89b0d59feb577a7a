import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readProjectFile, readQuotedFile } from '../../tools/project/index.ts'

const place = mkdtempSync(join(tmpdir(), 'manproof-project-'))
const root = join(place, 'root')
const outside = 'it is outside the project'
const irregular = 'it is not a regular file'

beforeAll(() => {
  mkdirSync(join(root, '.git'), { recursive: true })
  mkdirSync(join(place, 'root-too'))
  const texts: [string, string | Buffer][] = [
    ['../secret', 'token\n'],
    ['../root-too/x.ts', 'token\n'],
    ['.git/config', 'token\n'],
    ['.npmrc', 'token\n'],
    ['x.ts', '\uFEFFopen()\n'],
    ['..x.ts', 'dots()\n'],
    ['latin.ts', Buffer.from([0x61, 0xe9, 0x0a])],
    ['most.ts', ''],
    ['more.ts', ''],
  ]
  for (const [name, text] of texts) writeFileSync(join(root, name), text)
  truncateSync(join(root, 'most.ts'), 16 * 1024 * 1024)
  truncateSync(join(root, 'more.ts'), 16 * 1024 * 1024 + 1)
  const links: [string, string][] = [
    ['near.ts', 'x.ts'],
    ['far.ts', '../secret'],
    ['zero.ts', '/dev/zero'],
    ['environ.ts', '/proc/self/environ'],
    ['folder', '..'],
    ['shown.ts', '.git/config'],
    ['circle.ts', 'circle.ts'],
    ['dangling.ts', 'none.ts'],
  ]
  for (const [name, target] of links) symlinkSync(target, join(root, name))
  execFileSync('mkfifo', [join(root, 'fifo.ts')])
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

const problem = (name: string, read = readProjectFile): string => {
  const found = read(root, name)
  return 'problem' in found ? found.problem : `text of ${found.text.length}`
}

test('a file of the project is read, through links and with its byte order mark', () => {
  expect(readProjectFile(root, 'x.ts')).toEqual({ text: '\uFEFFopen()\n' })
  expect(readProjectFile(root, 'near.ts')).toEqual({ text: '\uFEFFopen()\n' })
  expect(readProjectFile(join(root, 'folder/root'), 'x.ts')).toEqual({ text: '\uFEFFopen()\n' })
  expect(problem(join(root, 'x.ts'))).toBe('text of 8')
  expect(problem('most.ts')).toBe(`text of ${16 * 1024 * 1024}`)
})

test.each([
  ['../secret', outside],
  ['../root-too/x.ts', outside],
  ['../none', outside],
  ['/etc/passwd', outside],
  ['/proc/self/environ', outside],
  ['/dev/zero', outside],
  ['far.ts', outside],
  ['zero.ts', outside],
  ['environ.ts', outside],
  ['folder/secret', outside],
  ['fifo.ts', irregular],
  ['.', irregular],
  ['.git', irregular],
  ['more.ts', 'it is larger than 16 MiB'],
  ['latin.ts', 'it is not UTF-8'],
  ['none.ts', 'there is no such file'],
  ['dangling.ts', 'there is no such file'],
  ['x.ts/y', 'there is no such file'],
  ['circle.ts', 'its symbolic links lead in a circle'],
])('`%s` is not read: %s', (name, reason) => {
  expect(problem(name)).toBe(reason)
  expect(problem(name, readQuotedFile)).toBe(name === '.git' ? 'it is hidden' : reason)
})

test('a page cannot quote hidden files', () => {
  expect(problem('.npmrc')).toBe('text of 6')
  for (const name of ['.npmrc', '.git/config', 'shown.ts']) {
    expect(problem(name, readQuotedFile)).toBe('it is hidden')
  }
})

test.skipIf(process.getuid?.() === 0)('a refusal of the system is reported with its error', () => {
  const path = join(root, 'x.ts')
  execFileSync('chmod', ['0', path])
  expect(problem('x.ts')).toBe('`EACCES` (permission denied)')
  execFileSync('chmod', ['600', path])
})
