import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { afterAll, expect, test } from 'vitest'
import { wrongIncludes } from '../../../tools/check/c/c-includes.ts'
import { checkC } from '../../../tools/check/index.ts'
import { formatMessages } from '../../../tools/message/index.ts'
import { readPage } from '../../read-page.ts'

const place = mkdtempSync(join(tmpdir(), 'manproof-c-'))
const root = join(place, 'root')
mkdirSync(join(root, 'include'), { recursive: true })
writeFileSync(join(place, 'secret'), 'root:token\n')
writeFileSync(join(place, 'key.h'), '#define KEY "token"\n')
writeFileSync(join(root, 'include/own.h'), '#define OWN "own"\n')
symlinkSync('../../secret', join(root, 'include/secret.h'))
symlinkSync('../../key.h', join(root, 'include/key.h'))
writeFileSync(join(root, 'include/through.h'), `#include "${place}/key.h"\n`)
afterAll(() => rmSync(place, { recursive: true, force: true }))

async function check(code: string): Promise<string> {
  const text = `\`\`\`c\n${code}\n\`\`\``
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n${text}\n`
  const file = new VFile({ cwd: root, path: 'docs/x.7.md', value })
  const page = readPage(file, { targets: [] })
  if (!page) throw new Error('no page')
  const { skipped } = await checkC([page], { compiler: `cc -I ${root}/include` })
  return skipped > 0 ? 'skipped' : formatMessages([file])
}

const compiles = (await check('int x;')) === ''

test.each([
  ['#include <fcntl.h>\n#include <sys/types.h>\n# include "own.h"', []],
  ['/* These include <all> of it, and # of them. */', []],
  ['#include "/etc/shadow"', ['0 #include "/etc/shadow"']],
  ['int x;\n  #  include </etc/shadow>', ['9 #  include </etc/shadow>']],
  ['#include "../secret"', ['0 #include "../secret"']],
  ['#include <sys/../../../etc/shadow>', ['0 #include <sys/../../../etc/shadow>']],
  ['#include_next "/etc/shadow"', ['0 #include_next "/etc/shadow"']],
  ['#import "/etc/shadow"', ['0 #import "/etc/shadow"']],
  ['%:include "/etc/shadow"', ['0 %:include "/etc/shadow"']],
  ['#define F "/etc/shadow"\n#include F', ['24 #include F']],
  ['int x;\n#inc\\\nlude \\\n"/etc/shadow"', ['7 #include "/etc/shadow"']],
  [
    '/* " */ # /* \n */ include /* a */ "/etc/shadow"',
    ['8 # /* \n */ include /* a */ "/etc/shadow"'],
  ],
  ['char *s = "/*";\n#include "/etc/shadow"\n/* */', ['16 #include "/etc/shadow"']],
  ['char s[] = {\n#embed "own.h"\n};', ['13 #embed "own.h"']],
  ['#if __has_include(</etc/shadow>)\n#endif', ['4 __has_include(</etc/shadow>)']],
  ['#if __has_include(<fcntl.h>)\n#endif', []],
  ['#pragma GCC dependency "/etc/passwd"', ['8 GCC dependency "/etc/passwd"']],
  ['_Pragma("GCC dependency \\"/etc/passwd\\"")', ['9 GCC dependency \\"/etc/passwd\\"")']],
  ['#pragma GCC dependency "fcntl.h"', []],
])('`wrongIncludes` of %j is %j', (code, found) => {
  expect(wrongIncludes(code).map(({ text, offset }) => `${offset} ${text}`)).toEqual(found)
})

test('`checkC` runs no compiler on a fence that includes other files than headers', async () => {
  expect(await check('int x;\n#include "/etc/shadow"\nint y')).toBe(
    'docs/x.7.md:11:1: error: Unexpected `#include "/etc/shadow"`, expected the name of a header [c-error]\n',
  )
})

test('`checkC` can print the contents of headers in the project', async ({ skip }) => {
  if (!compiles) skip('no C compiler: apt-get install gcc libc6-dev')
  expect(await check('#include <own.h>\n_Static_assert(0, OWN);')).toContain('own')
})

test.each([
  ['secret.h', 'int x;'],
  ['key.h', '_Static_assert(0, KEY);'],
  ['through.h', '_Static_assert(0, KEY);'],
])('`checkC` prints nothing from the target of `%s`', async (name, code) => {
  const messages = await check(`#include <${name}>\n${code}`)
  expect(messages).not.toContain('token')
  if (compiles) {
    expect(messages).toMatch(
      /^docs\/x\.7\.md:9:1: error: Unexpected file `.+`, expected headers of this machine or of the project \[c-error\]\n$/,
    )
  }
})

test('`checkC` does not show lines of a file that `#line` names', async () => {
  const messages = await check(`#line 1 "${place}/secret"\nint x`)
  expect(messages).not.toContain('token')
})

test.runIf(compiles)('quoted headers are searched in the folder of the project', async () => {
  expect(await check('#include "include/own.h"\nconst char *x = OWN;')).toBe('')
})
