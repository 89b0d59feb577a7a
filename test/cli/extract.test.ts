import { expect, test } from 'vitest'
import { printer } from '../../tools/cli/print/printer.ts'
import { extract } from '../../tools/cli/verbs/extract.ts'
import { itWith, runTool } from '../man/find-tool.ts'
import { openPackage } from './open-manual.ts'
import { root, silentIo } from './run-cli.ts'

/** Run the verb on a rendered page. */
async function run(page: string, wanted: readonly string[], { whole = false, cwd = root } = {}) {
  let stdout = ''
  let stderr = ''
  const io = {
    ...silentIo(cwd),
    stdin: () => Promise.resolve(page),
    stdout: printer((text) => {
      stdout += text
    }),
    stderr: printer((text) => {
      stderr += text
    }),
    data: (text: string) => {
      stdout += text
    },
  }
  const values = whole ? { whole } : {}
  const code = await extract.run({ values, positionals: [...wanted], io })
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
    stderr:
      'manproof: warning: Cannot identify `1`: no page of this manual has its text, and its end is a guess\n',
  })
})

test('`extract` tells code from outcomes, commands and text by their layout', async () => {
  const page = `${stranger}
           Outcome of x  on every target
           await c(a)    0

HEADING
             console.log(1)
           console.log(2)

           $ ls

   Subheading
           const s = await \`
             //=> 1
           \`
             //=> 2
`
  expect((await run(page, [])).stdout).toBe(
    [
      'NUMBER  EXAMPLE  FIRST LINE',
      '1       -        const a = await b()',
      '2       -        console.log(1)',
      '3       -        const s = await `',
      '',
    ].join('\n'),
  )
  const codes = await Promise.all(['1', '2', '3'].map((each) => run(page, [each])))
  expect(codes.map(({ stdout }) => stdout)).toEqual([
    'const a = await b()\nawait c(a)  //=> 0\n',
    '  console.log(1)\nconsole.log(2)\n',
    'const s = await `\n  //=> 1\n`  //=> 2\n',
  ])
})

test('`extract` reports a missing example', async () => {
  expect(await run(stranger, ['other'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'manproof: error: Unexpected example `other`, expected 1 to 1 or a name\n',
  })
  expect(await run(stranger, ['1'], { whole: true })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'manproof: error: Cannot complete `1`: no page of this manual has its text\n',
  })
  expect((await run('', ['1'])).stderr).toBe(
    'manproof: error: Unexpected example `1`, expected a man page with examples\n',
  )
  await expect(run(stranger, ['1', '2'])).rejects.toThrow('Unexpected second example `2`')
  await expect(run(stranger, [], { whole: true })).rejects.toThrow(
    'Unexpected `--whole` without an example',
  )
})

itWith('man')(
  '`extract` recognizes an example in a part of a page, and skips other code',
  async () => {
    const { stdout: page } = runTool('man', ['-l', `${root}man/man2/F_SETLEASE.2const`])
    const piece = page.slice(page.indexOf('\n\n'))
    const { stdout } = await run(piece, ['take-and-release'], { whole: true })
    expect(stdout).toContain('// ---cut---')
  },
)

itWith('man')('`extract` finds the examples of this manual by name', async () => {
  const { stdout: page } = runTool('man', ['-l', `${root}man/man2/F_SETLEASE.2const`])
  const { stdout } = await run(page, ['take-and-release'], { whole: true })
  expect(stdout).toMatch(/^import .*\n(?:.*\n)+\/\/ ---cut---\nconst fd = .*\n(?:await .*\n){5}$/)
  const { stdout: list } = await run(page, [])
  expect(list).toMatch(/^1 +take-and-release +const fd = /m)
  // Of a known page, only examples are listed.
  expect(list.match(/^\d+ +-/gm)).toBeNull()
  const [, last] =
    /^(\d+) .*\n$/m.exec(list.slice(list.lastIndexOf('\n', list.length - 2) + 1)) ?? []
  expect(await run(page, [last ?? ''])).toMatchObject({ code: 0, stderr: '' })
})

test('`extract` says which page of the manual could not be read', async () => {
  using folder = openPackage({
    'manproof.config.js': `function moody() {
  return () => { throw new Error('No mood') }
}
export default { remarkPlugins: [moody] }
`,
    'docs/x.7.md': '# x(7) -- a page\n\n## DESCRIPTION\n\nText.\n',
  })
  const { stderr } = await run(stranger, [], { cwd: folder.path })
  expect(stderr).toContain(
    'docs/x.7.md:1:1: error: Cannot run plugin `moody` (`remarkPlugins[0]`): No mood [plugin-failed]',
  )
})
