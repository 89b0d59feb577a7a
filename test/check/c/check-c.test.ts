import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { expect, test, vi } from 'vitest'
import { type CChecked, type CheckCOptions, checkC } from '../../../tools/check/index.ts'
import { formatMessages } from '../../../tools/message/index.ts'
import { openFolder } from '../../cli/run-cli.ts'
import { readPage } from '../../read-page.ts'

async function check(
  text: string,
  compiler?: string,
  limits?: Pick<CheckCOptions, 'signal' | 'timeoutMs'>,
): Promise<{ messages: string; checked: CChecked }> {
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n${text}\n`
  const file = new VFile({ path: 'docs/x.7.md', value })
  const page = readPage(file, { targets: [] })
  if (!page) throw new Error('no page')
  const checked = await checkC([page], { ...(compiler && { compiler }), ...limits })
  return { messages: formatMessages([file]), checked }
}

const fence = (code: string, labels = ''): string => `\`\`\`c${labels}\n${code}\n\`\`\``
const compiles = (await check(fence('int x;'))).checked.compiled === 1
const needsCompiler = (skip: (reason: string) => void): void => {
  if (!compiles) skip('no C compiler: apt-get install gcc libc6-dev')
}

test('`checkC` counts fences as skipped without a compiler', async () => {
  const { messages, checked } = await check(fence('no C'), 'no-such-compiler')
  expect(messages).toBe('')
  expect(checked).toEqual({ compiled: 0, norun: 0, skipped: 1 })
})

test('`checkC` reports a compiler that fails without a diagnostic', async () => {
  const { messages } = await check(fence('int x;'), 'false')
  expect(messages).toBe('docs/x.7.md:9:1: error: Cannot compile: exit 1 [c-error]\n')
})

test('`checkC` leaves out fences with `norun`, and reports wrong labels', async () => {
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

test('`checkC` is quiet on a correct synopsis', async ({ skip }) => {
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

test('`checkC` finds faults of a synopsis at their places', async ({ skip }) => {
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

test.each([
  '#line 900 "other.c"',
  '#line 900',
  '# 1 "other.c" 2',
  '%:line /* of\nanother */ 7 \\\n"x.c"',
])('`checkC` finds an error at its place after %j', async (mark) => {
  if (!compiles) return
  const { messages } = await check(fence(`int a;\n${mark}\nint b = c;`))
  const line = 12 + mark.split('\n').length - 1
  expect(messages.split('\n', 1)[0]).toBe(
    `docs/x.7.md:${line}:9: error: Unexpected C: \`c\` undeclared here (not in a function) [c-error]`,
  )
})

test('`checkC` takes headers from the label, after feature test macros', async ({ skip }) => {
  needsCompiler(skip)
  const code = '#define _GNU_SOURCE\nint fcntl(int fd, F_SETLEASE, int type);'
  expect((await check(fence(code, ' headers=fcntl.h'))).messages).toBe('')
  const { messages } = await check(fence('int x;', ' headers=no/such.h'))
  expect(messages).toMatch(/x\.7\.md:9:1: error: Unexpected C: no\/such\.h: No such file/)
})

test('`checkC` counts columns in characters, even after tabs and wide characters', async ({
  skip,
}) => {
  needsCompiler(skip)
  const code = `\tint y = 1; return nope1;
/* 漢字漢字 👩‍👩‍👧 é */ int x = nope2;`
  const { messages } = await check(`> ${fence(code).replaceAll('\n', '\n> ')}`)
  expect(messages).toContain(`x.7.md:10:${'> \tint y = 1; '.length + 1}: error: Unexpected C: `)
  expect(messages).toContain(
    `x.7.md:11:${'> /* 漢字漢字 👩‍👩‍👧 é */ int x = '.length + 1}: error: `,
  )
})

test('`checkC` accepts a compiler with arguments', async ({ skip }) => {
  needsCompiler(skip)
  const { messages } = await check(fence('int x[A];'), 'cc -DA=-1')
  expect(messages).toMatch(/x\.7\.md:10:5: error: Unexpected C: size of array `x` is negative/)
})

test('`checkC` does without columns in bytes if a compiler has no option for them', async () => {
  using folder = openFolder({})
  const command = join(folder.path, 'clang')
  const script = `#!/bin/sh
case "$*" in *-fdiagnostics-column-unit=byte*) echo "clang: error: unknown argument: '-fdiagnostics-column-unit=byte'" >&2; exit 1;; esac
echo "docs/x.7.md:10:5: error: use of undeclared identifier 'nope'" >&2
exit 1
`
  writeFileSync(command, script, { mode: 0o755 })
  const { messages } = await check(fence('int nope;'), command)
  expect(messages).toContain(
    'docs/x.7.md:10:5: error: Unexpected C: use of undeclared identifier `nope` [c-error]',
  )
})

/** Make a driver like `cc`, whose child holds the pipes and survives it. */
function openDriver(
  child: string,
): Disposable & { readonly command: string; state(): string | undefined } {
  const folder = openFolder({})
  const { path } = folder
  const command = join(path, 'cc')
  const script = `#!/bin/sh\n(${child}) & echo $! > ${path}/pid\nwait\n`
  writeFileSync(command, script, { mode: 0o755 })
  return {
    command,
    state() {
      const pid = readFileSync(join(path, 'pid'), 'utf8').trim()
      return /^State:\t(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

/** Expect an ended process, which can be a zombie that was not waited for. */
function expectEnded(state: () => string | undefined): void {
  try {
    expect(state()).toMatch(/zombie|dead/)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

test('`checkC` kills a compiler with all its children on an abort', async () => {
  using driver = openDriver('exec sleep 1000')
  const stop = new AbortController()
  const checked = check(fence('int x;'), driver.command, { signal: stop.signal })
  await vi.waitFor(() => expect(driver.state()).toMatch(/sleeping|running/))
  stop.abort()
  expect((await checked).messages).toContain('Cannot compile: interrupted [c-error]')
  await vi.waitFor(() => expectEnded(driver.state))
})

test('`checkC` ends a compiler that prints too much, and uses its output', async () => {
  using driver = openDriver('exec yes "docs/x.7.md:10:5: error: no" >&2')
  const { messages } = await check(fence('int x;'), driver.command)
  expect(messages).toMatch(/^docs\/x\.7\.md:10:5: error: Unexpected C: no \[c-error\]$/m)
  await vi.waitFor(() => expectEnded(driver.state))
})

test('`checkC` kills a compiler that takes too long, with all its children', async () => {
  using driver = openDriver('exec sleep 1000')
  const { messages } = await check(fence('int x;'), driver.command, { timeoutMs: 500 })
  expect(messages).toContain('x.7.md:9:1: error: Cannot compile: it took more than 0.5 s [c-error]')
  await vi.waitFor(() => expectEnded(driver.state))
})
