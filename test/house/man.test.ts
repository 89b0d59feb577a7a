import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { itWith, renderMandoc, runTool } from '../man/find-tool.ts'
import { root, textOf, tracked } from './tree.ts'

const pages = tracked('man/*').filter((path) => !path.endsWith('/.manproof'))
const sources = tracked('docs/*.*.md').filter((path) => /^docs\/[^/]+$/.test(path))

function said(command: string, ...args: string[]): string {
  const { stdout, stderr } = runTool(command, args)
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

itWith('mandoc')('mandoc gives no warning', () => {
  expect(pages).not.toEqual([])
  expect(said('mandoc', '-T', 'lint', '-W', 'warning', ...pages)).toBe('')
})

for (const device of ['utf8', 'ascii', 'ps']) {
  itWith('groff')(`groff gives no warning for ${device}`, () => {
    const options = ['-t', '-man', '-ww', '-z', `-T${device}`]
    expect(pages.map((path) => said('groff', ...options, path))).toEqual(pages.map(() => ''))
  })
}

itWith('mandoc')('no line of mandoc is wider than the terminal', () => {
  const lines = pages.flatMap((path) => renderMandoc(textOf(path), '-O', 'width=80').split('\n'))
  expect(lines.filter((line) => line.length > 80)).toEqual([])
})

itWith('man')('man(1) finds every name', () => {
  const names = pages.map((path) => path.replace(/.*\//, '').replace(/\.[^.]+$/, ''))
  const find = (name: string): string => runTool('man', ['-M', `${root}man`, '-w', name]).stdout
  expect(names.filter((name) => find(name) === '')).toEqual([])
})
