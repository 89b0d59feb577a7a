import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolder, runCli } from './run-cli.ts'

test.each([
  ['man', '--any'],
  ['replay', ''],
  ['explore', ''],
])('`%s` refuses a named pipe, which might never be written', async (verb, option) => {
  using folder = openFolder({ 'node_modules/.keep': '' })
  execFileSync('mkfifo', [join(folder.path, 'x.md')])
  const args = [verb, option, 'x.md'].filter((word) => word !== '')
  const { code, stderr } = await runCli(folder.path, ...args)
  expect(stderr).toContain('it is a pipe; give it as standard input, by the name `-`')
  expect(code).toBeGreaterThan(1)
})

test('`man --any` refuses an endless file', async () => {
  using folder = openFolder({ 'node_modules/.keep': '' })
  const { code, stderr } = await runCli(folder.path, 'man', '--any', '/dev/zero')
  expect(stderr).toContain('Cannot read `/dev/zero`: it is larger than 16 MiB')
  expect(code).toBe(3)
})
