import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { npmNames } from '../../../tools/cli/published/npm-names.ts'
import { itWith } from '../../man/find-tool.ts'
import { openFolder, root, runCli } from '../run-cli.ts'

/** Every name for which the committed manual has a file. */
const words = readdirSync(join(root, 'man'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /^man\d\/[^/]+$/.test(path))
  .map((path) => path.replace(/^man\d\/(.*)\.\w+$/, '$1'))

test('`man --install` adds to a hierarchy and removes nothing from it', async () => {
  const stranger = '.TH x 7 2026-01-01 "manproof 0.0.1"\n'
  using folder = openFolder({ 'man7/x.7': stranger })
  const { code, stderr } = await runCli(root, 'man', '--install', folder.path)
  expect(stderr).toContain(`mandb -q ${folder.path}`)
  expect(code).toBe(0)
  expect(readFileSync(join(folder.path, 'man7/x.7'), 'utf8')).toBe(stranger)
  expect(lstatSync(join(folder.path, 'man2/F_GETLEASE.2const')).isSymbolicLink()).toBe(true)
})

test('`man --install` installs the pages of manproof outside a manual', async () => {
  using folder = openFolder({})
  const { code, stderr } = await runCli(folder.path, 'man', '--install', 'here')
  expect(stderr).toMatch(/^no manual here, installing the pages of manproof itself\n/)
  expect(code).toBe(0)
  expect(existsSync(join(folder.path, 'here/man7/gup-dax.7'))).toBe(true)
})

test('`man --install` accepts no other destination', async () => {
  const { code, stderr } = await runCli(root, 'man', '--install', '/tmp/x', '--npm')
  expect(code).toBe(2)
  expect(stderr).toContain('Unexpected `--npm` with `--install`, expected only one of them')
})

itWith('mandb')('`mandb` and `apropos` find every name of an installed manual', async () => {
  using folder = openFolder({})
  await runCli(root, 'man', '--install', folder.path)
  execFileSync('mandb', ['-q', folder.path], { stdio: 'ignore' })
  for (const word of words) {
    const found = execFileSync('man', ['-M', folder.path, '-f', word], { encoding: 'utf8' })
    expect(found).toMatch(new RegExp(`^${word} \\(\\w+\\) +- `, 'm'))
  }
  const lease = execFileSync('man', ['-M', folder.path, '-k', 'lease'], { encoding: 'utf8' })
  const subject = ['F_GETLEASE', 'F_LAYOUT', 'F_SETLEASE', 'gup-dax']
  expect(lease.match(/^\S+/gm)).toEqual(expect.arrayContaining(subject))
})

const makewhatis = '/usr/sbin/makewhatis'

itWith('mapropos', makewhatis)('`mapropos` finds every name of an installed manual', async () => {
  using folder = openFolder({})
  await runCli(root, 'man', '--install', folder.path)
  execFileSync(makewhatis, [folder.path])
  const found = execFileSync('mapropos', ['-M', folder.path, 'Nm~.'], { encoding: 'utf8' })
  for (const word of words) expect(found).toContain(word)
})

test('`npmNames` refuses two pages with one name', () => {
  const files = [
    { path: 'man2/x.2', text: 'a' },
    { path: 'man2/x.2const', text: 'b' },
  ]
  const output = { folder: '/man', files, whole: true }
  expect(() => npmNames(output)).toThrow(
    'Cannot name `man2/x.2const` for npm: `man2/x.2` is another page',
  )
})
