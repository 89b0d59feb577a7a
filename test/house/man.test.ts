import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { root, tracked } from './tree.ts'

const pages = tracked('man/*').filter((path) => !path.endsWith('/.manproof'))
const sources = tracked('docs/*.*.md').filter((path) => /^docs\/[^/]+$/.test(path))

/** A character and a backspace, which make the next character bold or underlined. */
const overstrike = new RegExp(`.${String.fromCharCode(8)}`, 'gu')

function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}

function said(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  return stdout + stderr
}

test('every page has a committed man page', () => {
  const names = pages.map((path) => path.replace(/.*\//, ''))
  const missing = sources
    .map((path) => path.replace(/^docs\//, '').replace(/\.md$/, ''))
    .filter((name) => !names.includes(name))
  expect(missing).toEqual([])
})

test('committed man pages are up to date', () => {
  const run = spawnSync(process.execPath, ['dist/tools/cli/main.js', 'man', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(run.stderr).not.toContain('error:')
  expect(run.status).toBe(0)
})

test('mandoc gives no warning', ({ skip }) => {
  if (!has('mandoc')) skip('mandoc is not installed')
  expect(pages).not.toEqual([])
  expect(said('mandoc', '-T', 'lint', '-W', 'warning', ...pages)).toBe('')
})

test.for(['utf8', 'ascii', 'ps'])('groff gives no warning for %s', (device, { skip }) => {
  if (!has('groff')) skip('groff is not installed')
  const options = ['-t', '-man', '-ww', '-z', `-T${device}`]
  expect(pages.map((path) => said('groff', ...options, path))).toEqual(pages.map(() => ''))
})

test('no line of mandoc is wider than the terminal', ({ skip }) => {
  if (!has('mandoc')) skip('mandoc is not installed')
  const wide = pages.flatMap((path) => {
    const text = said('mandoc', '-T', 'utf8', '-O', 'width=80', path)
    const lines = text.split('\n').map((line) => line.replaceAll(overstrike, ''))
    return lines.filter((line) => line.length > 80)
  })
  expect(wide).toEqual([])
})

test('man(1) finds every name', ({ skip }) => {
  if (!has('man')) skip('man is not installed')
  const lost = pages.filter((path) => {
    const name = path.replace(/.*\//, '').replace(/\.[^.]+$/, '')
    try {
      return execFileSync('man', ['-M', `${root}man`, '-w', name], { encoding: 'utf8' }) === ''
    } catch {
      return true
    }
  })
  expect(lost).toEqual([])
})
