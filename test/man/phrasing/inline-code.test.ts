import { describe, expect, it } from 'vitest'
import { compileMan } from '../../compile-man.ts'
import { makePage } from '../soak/make-page.ts'

/** Compile a page, and take the lines of its last section. */
function linesOf(text: string, synopsis = ''): string[] {
  const [page] = compileMan(makePage(`${synopsis}## DESCRIPTION\n\n${text}`), { targets: [] })
  return (page?.text ?? '').split('.SH DESCRIPTION\n')[1]?.trimEnd().split('\n') ?? []
}

describe('code in a paragraph has a font by its kind', () => {
  it.each([
    ['EAGAIN', '.B \\%EAGAIN'],
    ['F_SETLEASE', '.B \\%F_SETLEASE'],
    ['NULL', 'NULL'],
    ['errno', '.I errno'],
    ['siginfo_t', '.I \\%siginfo_t'],
    ['struct flock', '.I "\\%struct\\ flock"'],
    ['/proc/locks', '.I \\%/proc/locks'],
    ['<sys/types.h>', '.I \\%<sys/types.h>'],
    ['fs/locks.c', '.I \\%fs/locks.c'],
    ['package.json', '.I \\%package.json'],
    ['a/b', '.B a/b'],
    ['//=>', '.B //=>'],
    ['fcntl()', '.BR fcntl ()'],
    ['man 7 signal', '.I "\\%man\\ 7\\ signal"'],
    ['size == 0', '.I "size\\ ==\\ 0"'],
    ['--out DIR', '.BI "\\-\\-out\\ " DIR'],
    ['-l', '.B \\-l'],
  ])('`%s`', (code, line) => {
    expect(linesOf(`\`${code}\``)).toEqual([line])
  })

  it('as a parameter of SYNOPSIS', () => {
    const synopsis = '## SYNOPSIS\n\n```c\nint fcntl(int fd, int op);\n```\n\n'
    expect(linesOf('`fd` and `op`, not `x`.', synopsis)).toEqual([
      '.I fd',
      'and',
      '.IR op ,',
      'not',
      '.BR x .',
    ])
  })
})

it('commands of a session are bold, continuation lines too', () => {
  const code = '```sh\n$ cat \\\n  f\n$x\n```\n'
  expect(linesOf(code).slice(1, -1)).toEqual([
    '.EX',
    '$ \\fBcat \\[rs]\\fR',
    '\\fB  f\\fR',
    '$x',
    '.EE',
  ])
  expect(linesOf('```ts\n$ x\n```\n')).toContain('$ x')
  expect(linesOf('```sh\ncat f\n```\n')).toContain('cat f')
})
