import { expect, test } from 'vitest'
import { extract } from '../../tools/cli/extract.ts'
import { itWith, runTool } from '../man/find-tool.ts'
import { root, silentIo } from './run-cli.ts'

/** What the verb says of a rendered page, and its exit code. */
async function run(page: string, wanted: readonly string[], whole = false) {
  let stdout = ''
  let stderr = ''
  const io = {
    ...silentIo(root),
    stdin: () => Promise.resolve(page),
    stdout: (text: string) => {
      stdout += text
    },
    stderr: (text: string) => {
      stderr += text
    },
  }
  const values = whole ? { whole } : {}
  const code = await extract.run({ values, positionals: [...wanted], io, args: [] })
  return { code, stdout, stderr }
}

const stranger = `X(7)

NAME
       x - y

       Text.

           const a = await b()
           await c(a)
               //=> 0

       Text.
`

test('`extract` prints an example of any page by its number', async () => {
  expect(await run(stranger, [])).toEqual({
    code: 0,
    stdout: 'NUMBER  EXAMPLE  FIRST LINE\n1       -        const a = await b()\n',
    stderr: '',
  })
  expect(await run(stranger, ['1'])).toEqual({
    code: 0,
    stdout: 'const a = await b()\nawait c(a)  //=> 0\n',
    stderr: '',
  })
})

test('`extract` says what a page does not have', async () => {
  expect(await run(stranger, ['other'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'manproof: error: Unexpected example `other`, expected 1 to 1 or a name\n',
  })
  expect(await run(stranger, ['1'], true)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'manproof: error: Cannot complete `1`: no page of the manual here has that text\n',
  })
  expect((await run('', ['1'])).stderr).toBe(
    'manproof: error: Unexpected example `1`, expected a man page with examples\n',
  )
  await expect(run(stranger, ['1', '2'])).rejects.toThrow('Unexpected second example `2`')
  await expect(run(stranger, [], true)).rejects.toThrow('Unexpected `--whole` without an example')
})

itWith('man')('`extract` knows the examples of this manual by their names', async () => {
  const { stdout: page } = runTool('man', ['-l', `${root}man/man2/F_SETLEASE.2const`])
  const { stdout } = await run(page, ['take-and-release'], true)
  expect(stdout).toMatch(/^import .*\n(?:.*\n)+\/\/ ---cut---\nconst fd = .*\n(?:await .*\n){5}$/)
  expect((await run(page, [])).stdout).toMatch(/^1 +take-and-release +const fd = /m)
})
