import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { type CChecked, checkC } from '../../tools/check/index.ts'
import { formatMessages } from '../../tools/message/index.ts'
import { readSpec } from '../../tools/spec/index.ts'

async function check(
  text: string,
  compiler?: string,
): Promise<{ messages: string; checked: CChecked }> {
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n${text}\n`
  const file = new VFile({ path: 'docs/x.7.md', value })
  const spec = readSpec(file, { targets: [] })
  if (!spec) throw new Error('no spec')
  const checked = await checkC([spec], compiler === undefined ? {} : { compiler })
  return { messages: formatMessages([file]), checked }
}

const fence = (code: string, labels = ''): string => `\`\`\`c${labels}\n${code}\n\`\`\``
const compiles = (await check(fence('int x;'))).checked.compiled === 1
const needsCompiler = (skip: (reason: string) => void): void => {
  if (!compiles) skip('no C compiler: apt-get install gcc libc6-dev')
}

test('`checkC` says that it skipped what it has no compiler for', async () => {
  const { messages, checked } = await check(fence('no C'), 'no-such-compiler')
  expect(messages).toBe('')
  expect(checked).toEqual({ compiled: 0, norun: 0, skipped: 1 })
})

test('`checkC` reports a compiler that fails without a diagnostic', async () => {
  const { messages } = await check(fence('int x;'), 'false')
  expect(messages).toBe('docs/x.7.md:9:1: error: Cannot compile: exit 1 [c-error]\n')
})

test('`checkC` leaves out fences with `norun` and knows its labels', async () => {
  const text = `${fence('no C', ' norun="an excerpt"')}\n\n${fence('int x;', ' name=x norun headers=,')}`
  const { messages, checked } = await check(text)
  expect(checked.norun).toBe(1)
  expect(messages).toBe(
    [
      'docs/x.7.md:13:6: error: Unexpected label `name`, expected `headers` or `norun` [example-label]',
      'docs/x.7.md:13:13: error: Unexpected value of `norun`, expected `norun="REASON"` [example-label-value]',
      'docs/x.7.md:13:19: error: Unexpected value of `headers`, expected `headers=NAME.h,NAME.h` [example-label-value]',
      '',
    ].join('\n'),
  )
})

test('`checkC` is quiet on a synopsis that is true', async ({ skip }) => {
  needsCompiler(skip)
  const code = `#define _GNU_SOURCE
#include <fcntl.h>

int fcntl(int fd, F_SETLEASE, int type);
int fcntl(int fd,
          F_GETLEASE);
int open(const char *path, int flags, ...);`
  const { messages, checked } = await check(fence(code))
  expect(messages).toBe('')
  expect(checked).toEqual({ compiled: 1, norun: 0, skipped: 0 })
})

test('`checkC` finds what a synopsis gets wrong, at its place', async ({ skip }) => {
  needsCompiler(skip)
  const code = `#include <fcntl.h>

int fcntl(int fd, F_NO_SUCH, int type);
long fcntl(int fd, F_GETLK, struct flock *lock);
int creat(char *path, mode_t mode);
int nosuch(F_GETLK);`
  const { messages } = await check(`1. List\n\n   ${fence(code).replaceAll('\n', '\n   ')}`)
  expect(messages).toMatch(/x\.7\.md:14:\d+: error: Unexpected C: `F_NO_SUCH` undeclared/)
  expect(messages).toMatch(/x\.7\.md:15:\d+: error: .*"?`fcntl` returns another type/)
  expect(messages).toMatch(/x\.7\.md:16:8: error: Unexpected C: conflicting types for `creat`/)
  expect(messages).toMatch(/x\.7\.md:17:\d+: error: .*implicit declaration of function `nosuch`/)
})

test('`checkC` takes headers from the label, behind feature test macros', async ({ skip }) => {
  needsCompiler(skip)
  const code = '#define _GNU_SOURCE\nint fcntl(int fd, F_SETLEASE, int type);'
  expect((await check(fence(code, ' headers=fcntl.h'))).messages).toBe('')
  const { messages } = await check(fence('int x;', ' headers=no/such.h'))
  expect(messages).toMatch(/x\.7\.md:9:1: error: Unexpected C: no\/such\.h: No such file/)
})
