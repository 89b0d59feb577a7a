/**
 * Preferred terms, and the terms to avoid, each with an optional plural.
 *
 * Terms that man-pages(7) prefers only in one meaning of a word are left out: `Epoch`, `x86-64`,
 * `real time`, `zero byte`.
 *
 * @see man-pages(7), 6.20, "Preferred terms", "Terms to avoid", "NULL, NUL, null pointer, and null byte"
 *   and "Hyphenation with multi, non, pre, re, sub, and so on"
 */
export const preferredTerms: Readonly<Record<string, string>> = {
  'bit mask': 'bitmask|bit-mask',
  'built-in': 'builtin',
  'calling process': 'current process',
  filename: 'file name',
  filesystem: 'file system|file-system',
  hostname: 'host name',
  inode: 'i-node',
  interprocess: 'inter-process',
  lowercase: 'lower case|lower-case',
  'man page': 'manpage',
  'mount point': 'mountpoint',
  multiprocess: 'multi-process',
  multithreaded: 'multi-threaded',
  'negative infinity': 'minus infinity',
  nonblocking: 'non-blocking',
  nondefault: 'non-default',
  nonempty: 'non-empty',
  noninteractive: 'non-interactive',
  nonnegative: 'non-negative',
  nonportable: 'non-portable',
  nonzero: 'non-zero',
  'null byte': 'nul byte|nul character|null character',
  'null-terminated': 'nul-terminated',
  pathname: 'path name|path-name',
  'positive infinity': 'plus infinity',
  preallocated: 'pre-allocated',
  precreate: 'pre-create',
  prerecorded: 'pre-recorded',
  'privileged port': 'reserved port',
  pseudoterminal: 'pseudo-terminal|pty',
  'real-time': 'realtime',
  reestablished: 're-established',
  reinitialize: 're-initialize',
  rearm: 're-arm',
  reread: 're-read',
  'run time': 'runtime',
  'saved set-group-ID': 'saved group ID|saved set-GID',
  'saved set-user-ID': 'saved user ID|saved set-UID',
  'set-group-ID': 'set-GID|setgid',
  'set-user-ID': 'set-UID|setuid',
  subcomponent: 'sub-component',
  subdirectory: 'sub-directory',
  subsystem: 'sub-system',
  superblock: 'super block|super-block',
  superuser: 'super user|super-user',
  'symbolic link': 'symlink',
  terminal: 'tty',
  timestamp: 'time stamp|time-stamp',
  timezone: 'time zone|time-zone',
  'UNIX system': 'unice|unixe',
  unprivileged: 'nonprivileged|non-privileged|non-root|non-superuser',
  uppercase: 'upper case|upper-case',
  usable: 'useable',
  'user space': 'userspace|userland',
  username: 'user name',
  zeros: 'zeroes',
}

/**
 * Compounds that need a hyphen before a noun, and misplaced digits or capitals.
 *
 * @see man-pages(7), 6.20, "Hyphenation of attributive compounds" and "BSD version numbers"
 */
export const termPatterns: readonly (readonly [pattern: RegExp, right: string])[] = [
  [
    /\b(8|16|32|64|128)[ ]?bit (?=(?:value|integer|number|word|system|process|kernel)s?\b)/g,
    '$1-bit ',
  ],
  [/\b(8|16|32|64|128)bit\b/g, '$1-bit'],
  [/\bcommand line (?=(?:argument|option)s?\b)/g, 'command-line '],
  [/\bfloating point (?=(?:number|value|constant|register)s?\b)/g, 'floating-point '],
  [/\bwide character (?=strings?\b)/g, 'wide-character '],
  [/\buser space (?=(?:function|program|process|application|API)(?:e?s)?\b)/g, 'user-space '],
  [/\bNULL pointer\b/g, 'null pointer'],
  [/\bBSD (\d\.\d)\b/g, '$1BSD'],
]
