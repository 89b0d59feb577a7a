import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test } from 'vitest'
import { bin, type Ended, endOf, openFolder } from './run-cli.ts'

// If the output cannot be written, the verdict remains, and the reason is not a stack.

const folder = openFolder({
  'docs/x.7.md':
    '---\ndate: 2026-11-22\n---\n\n# x(7) -- test page\n\n## DESCRIPTION\n\n```ts\nthrow new Error("no")\n```\n\n## SEE ALSO\n\n**man**(1)\n',
})
afterAll(() => folder[Symbol.dispose]())

/** Run a line of shell, which ends with the code of the tool. */
function run(line: string): Promise<Ended> {
  const tool = `'${process.execPath}' '${bin}'`
  const shell = spawn('bash', ['-c', line.replaceAll('manproof', tool)], { cwd: folder.path })
  return endOf(shell)
}

const words = 'test --target sim:rfc-v1'

test('a reader that closes the pipe early does not change the verdict', async () => {
  for (const reporter of ['json', 'tap']) {
    const line = `manproof ${words} --reporter ${reporter} | true; exit \${PIPESTATUS[0]}`
    expect((await run(line)).code).toBe(1)
  }
  expect((await run(`manproof list | true; exit \${PIPESTATUS[0]}`)).code).toBe(0)
  expect((await run(`manproof ${words} 2>&1 >/dev/null | true; exit \${PIPESTATUS[0]}`)).code).toBe(
    1,
  )
})

test('a full disk is reported, and ends with 3', async () => {
  for (const verb of ['list', 'list --json', 'doctor --json', `${words} --json`, '--help']) {
    const { code, stderr } = await run(`manproof ${verb} > /dev/full`)
    expect({ verb, code }).toEqual({ verb, code: 3 })
    // `test` prints failures first.
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      'manproof: error: Cannot write to standard output: `ENOSPC` (no space left on device)',
    )
    expect(stderr).not.toMatch(/^ +at /m)
  }
  expect((await run(`manproof ${words} 2> /dev/full`)).code).toBe(3)
})

test('a read-only output is reported, too', async () => {
  const full = openSync(join(folder.path, 'docs', 'x.7.md'), 'r')
  const child = spawn(process.execPath, [bin, 'list'], {
    cwd: folder.path,
    stdio: ['ignore', full, 'pipe'],
  })
  closeSync(full)
  const { code, stderr } = await endOf(child)
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: 'manproof: error: Cannot write to standard output: `EBADF` (bad file descriptor)\n',
  })
})
