import { expect, test } from 'vitest'
import { compileMan } from '../../compile-man.ts'
import { makePage } from '../soak/make-page.ts'

/** Compile a synopsis and mark its fonts: italics by `_`, roman by `~`. */
function rolesOf(code: string, language = 'c'): string {
  const page = makePage(
    `## SYNOPSIS\n\n\`\`\`${language}\n${code}\n\`\`\`\n\n## DESCRIPTION\n\nx\n`,
  )
  const [file] = compileMan(page, { targets: [], version: 'manproof 0.1' })
  const [, body = ''] = /^\.nf\n(.*?)\n\.fi$/ms.exec(file?.text ?? '') ?? []
  return body.split('\n').map(lineOf).join('\n')
}

const marks: Readonly<Record<string, string>> = { B: '', I: '_', R: '~' }

function lineOf(line: string): string {
  const [, macro, rest = ''] = /^\.([BIR]{1,2}) (.*)$/.exec(line) ?? []
  const parts =
    macro === undefined
      ? [...`\\fR${line}`.matchAll(/\\f([BIR])((?:(?!\\f[BIR]).)*)/g)].map(
          ([, font = '', text = '']) => [font, text],
        )
      : wordsOf(rest).map((text, index) => [macro.charAt(index % macro.length), text])
  const joined = macro?.length === 1 ? [[macro, parts.map(([, text]) => text).join(' ')]] : parts
  return joined
    .map(([font = '', text = '']) => (text === '' ? '' : `${marks[font]}${text}${marks[font]}`))
    .join('')
    .replaceAll('\\-', '-')
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
}

/**
 * Prototypes with the fonts of Linux man-pages 6.03.
 *
 * Its pages differ from each other; here the delimiters of a comment with arguments are bold, as in
 * fcntl(2), and constants in other comments are roman.
 */
const prototypes: readonly [page: string, roles: string][] = [
  ['signal(2)', 'typedef void (*sighandler_t)(int);'],
  ['signal(2)', 'sighandler_t signal(int _signum_, sighandler_t _handler_);'],
  [
    'qsort(3)',
    'void qsort(void _base_[._size_ * ._nmemb_], size_t _nmemb_, size_t _size_,\n' +
      '           int (*_compar_)(const void [._size_], const void [._size_]));',
  ],
  [
    'qsort_r(3)',
    'void qsort_r(void _base_[._size_ * ._nmemb_], size_t _nmemb_, size_t _size_,\n' +
      '           int (*_compar_)(const void [._size_], const void [._size_], void *),\n' +
      '           void *_arg_);',
  ],
  ['fcntl(2)', 'int fcntl(int _fd_, int _op_, ... /* _arg_ */ );'],
  ['printf(3)', 'int printf(const char *restrict _format_, ...);'],
  [
    'snprintf(3)',
    'int snprintf(char _str_[restrict ._size_], size_t _size_,\n' +
      '            const char *restrict _format_, ...);',
  ],
  ['vfprintf(3)', 'int vfprintf(FILE *restrict _stream_,\n            va_list _ap_);'],
  ['open(2)', 'int open(const char *_pathname_, int _flags_, mode_t _mode_);'],
  ['open(2)', 'int open(const char *_path_, int _flags_, ...\n           /* mode_t _mode_ */ );'],
  [
    'openat2(2)',
    'int openat2(int _dirfd_, const char *_pathname_,\n            const struct open_how *_how_, size_t _size_);',
  ],
  [
    'bsearch(3)',
    'void *bsearch(const void _key_[._size_], const void _base_[._size_ * ._nmemb_],\n' +
      '              size_t _nmemb_, size_t _size_,\n' +
      '              int (*_compar_)(const void [._size_], const void [._size_]));',
  ],
  [
    'clone(2)',
    'int clone(int (*_fn_)(void *_Nullable), void *_stack_, int _flags_,\n' +
      '          void *_Nullable _arg_, ...  /* pid_t *_Nullable _parent_tid_,\n' +
      '                                       void *_Nullable _tls_,\n' +
      '                                       pid_t *_Nullable _child_tid_ */ );',
  ],
  ['clone3(2)', 'long syscall(SYS_clone3, struct clone_args *_cl_args_, size_t _size_);'],
  [
    'pthread_create(3)',
    'int pthread_create(pthread_t *restrict _thread_,\n' +
      '                   const pthread_attr_t *restrict _attr_,\n' +
      '                   void *(*_start_routine_)(void *),\n' +
      '                   void *restrict _arg_);',
  ],
  ['getdents64(2)', 'ssize_t getdents64(int _fd_, void _dirp_[._count_], size_t _count_);'],
  ['vmsplice(2)', 'ssize_t vmsplice(int _fd_, const struct iovec *_iov_, size_t _nr_segs_);'],
  [
    'strtoull(3)',
    'unsigned long long strtoull(const char *restrict _nptr_,\n' +
      '                      char **restrict _endptr_, int _base_);',
  ],
  [
    'scandir(3)',
    'int scandir(const char *restrict _dirp_,\n' +
      '            struct dirent ***restrict _namelist_,\n' +
      '            int (*_filter_)(const struct dirent *),\n' +
      '            int (*_compar_)(const struct dirent **,\n' +
      '                          const struct dirent **));',
  ],
  ['atexit(3)', 'int atexit(void (*_function_)(void));'],
  [
    'sigaction(2)',
    'int sigaction(int _signum_,\n' +
      '              const struct sigaction *_Nullable restrict _act_,\n' +
      '              struct sigaction *_Nullable restrict _oldact_);',
  ],
  [
    'getopt(3)',
    'int getopt(int _argc_, char *const _argv_[],\n           const char *_optstring_);',
  ],
  ['tsearch(3)', 'typedef enum { preorder, postorder, endorder, leaf } VISIT;'],
  [
    'tfind(3)',
    'void *tfind(const void *_key_, void *const *_rootp_,\n' +
      '                int (*_compar_)(const void *, const void *));',
  ],
  [
    'twalk(3)',
    'void twalk(const void *_root_,\n' +
      '                void (*_action_)(const void *_nodep_, VISIT _which_,\n' +
      '                               int _depth_));',
  ],
  [
    'perf_event_open(2)',
    'int syscall(SYS_perf_event_open, struct perf_event_attr *_attr_,\n' +
      '            pid_t _pid_, int _cpu_, int _group_fd_, unsigned long _flags_);',
  ],
  ['ffsll(3)', 'int ffsll(long long _i_);'],
  ['read(2)', 'ssize_t read(int _fd_, void _buf_[._count_], size_t _count_);'],
  ['FD_ZERO(3)', 'void FD_ZERO(fd_set *_set_);'],
  ['stdarg(3)', 'void va_start(va_list _ap_, _last_);'],
  ['move_pages(2)', 'long move_pages(int _pid_, unsigned long _count_, void *_pages_[._count_]);'],
  ['F_SETLEASE(2const)', 'int fcntl(int _fd_, F_SETLEASE, int _type_);'],
  ['F_LAYOUT(2const)', 'int fcntl(int _fd_, F_SETLEASE, F_LAYOUT | F_EXCLUSIVE);'],
  ['futex(2)', '#include <linux/futex.h>~      /* Definition of FUTEX_* constants */~'],
  ['clone(2)', '~/* Prototype for the glibc wrapper function */~'],
  // Not from any page.
  ['unnamed types', 'int foo(int, char, size_t);'],
  ['unnamed types', 'int foo(unsigned long long, const struct iovec *, FILE *, sighandler_t);'],
  ['unnamed function', 'int foo(int (*)(const void *, int), void (*)(void));'],
  ['a function that returns one', 'void (*signal(int _signum_, void (*_handler_)(int)))(int);'],
  ['a typedef with names', 'typedef int (*compare_t)(const void *_a_, const void *_b_);'],
  ['members', 'struct ops {\n    int count;\n    int (*open)(int _fd_);\n};'],
  ['a note', 'int foo(int _a_,~   /* see below */~\n        int _b_);'],
  ['a note of two lines', '~/* one~\n~   two (three) */~\nint foo(void);'],
]

test.each(prototypes)('%s: only names of parameters are italic: %s', (_, roles) => {
  expect(
    rolesOf(roles.replaceAll(/(?<![A-Za-z0-9])_(?!Nullable)|(?<=[a-z0-9])_(?![a-z0-9])|~/g, '')),
  ).toBe(roles)
})

test('names of parameters in TypeScript precede a colon', () => {
  expect(rolesOf('function f(a: number, b?: string): void', 'd.ts')).toBe(
    'function f(_a_: number, _b_?: string): void',
  )
})
