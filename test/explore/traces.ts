/** A trace: world and calls. */
export interface NamedTrace {
  readonly name: string
  readonly profiles: readonly string[]
  readonly lines: readonly Readonly<Record<string, unknown>>[]
}

const P = 4096

function numbered(
  world: Readonly<Record<string, unknown>>,
  ...calls: readonly (readonly [string, string, readonly unknown[], object?])[]
): NamedTrace['lines'] {
  return [
    { world },
    ...calls.map(([process, call, args, more], index) => ({
      id: index + 1,
      ...(process !== '' && { process }),
      call,
      args,
      ...more,
    })),
  ]
}

const files = [{ name: 'f', size: 16 * P }]
const linux = ['linux-6.1', 'linux-6.12', 'linux-6.18']
const rfc = ['rfc-v1', 'rfc-v2', 'rfc-v2+posted']

/** Traces of leases only, which a kernel without persistent memory can run. */
export const leaseTraces: readonly NamedTrace[] = [
  {
    name: 'a read lease is broken and released',
    profiles: linux,
    lines: numbered(
      { fs: 'tmpfs', files: [{ name: 'f', size: 4096 }] },
      ['A', 'open', ['f', 'O_RDONLY'], { as: 'a' }],
      ['A', 'fcntl', ['$a', 'F_SETSIG', 'SIGRTMIN+2']],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_RDLCK']],
      ['B', 'open', ['f', 'O_WRONLY'], { async: true, as: 'b' }],
      ['A', 'nextSignal', []],
      ['A', 'fcntl', ['$a', 'F_GETLEASE']],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_UNLCK']],
      ['B', 'pwrite', ['$b', { fill: 7, length: 3 }, 1]],
      ['B', 'close', ['$b']],
      ['A', 'pread', ['$a', 4, 0]],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_WRLCK']],
      ['B', 'truncate', ['f', 10], { async: true }],
      ['A', 'close', ['$a']],
      ['B', 'stat', ['f']],
    ),
  },
  {
    name: 'a break runs out of time',
    profiles: linux,
    lines: numbered(
      { fs: 'tmpfs', leaseBreakTime: 2, files: [{ name: 'f', size: 10 }] },
      ['A', 'open', ['f', 'O_RDONLY'], { as: 'a' }],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_RDLCK']],
      ['C', 'open', ['f', 'O_RDONLY'], { as: 'c' }],
      ['C', 'fcntl', ['$c', 'F_SETLEASE', 'F_RDLCK']],
      ['B', 'open', ['f', 'O_WRONLY|O_NONBLOCK']],
      ['B', 'open', ['f', 'O_WRONLY'], { async: true }],
      ['C', 'fcntl', ['$c', 'F_SETLEASE', 'F_UNLCK']],
      ['', 'advance', [3]],
      ['A', 'fcntl', ['$a', 'F_GETLEASE']],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_UNLCK']],
    ),
  },
  {
    name: 'the default action of SIGIO kills a holder',
    profiles: linux,
    lines: numbered(
      { fs: 'tmpfs', files: [{ name: 'f', size: 10 }] },
      ['A', 'open', ['f', 'O_RDONLY'], { as: 'a' }],
      ['A', 'sigaction', ['SIGIO', 'default']],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_RDLCK']],
      ['B', 'truncate', ['f', 0]],
      ['A', 'stat', ['f']],
      ['B', 'stat', ['f']],
      ['B', 'fork', ['D']],
      ['D', 'open', ['f', 'O_RDONLY']],
      ['D', 'exit', [3]],
      ['B', 'kill', ['D', 0]],
    ),
  },
]

const handler = [
  { call: 'ibv_dereg_mr', args: ['$r'] },
  { call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_UNLCK'] },
]

/** Traces of the proposals. */
export const layoutTraces: readonly NamedTrace[] = [
  {
    name: 'a holder reacts with a handler',
    profiles: rfc,
    lines: numbered(
      { fs: 'ext4-dax', files },
      ['A', 'open', ['f', 'O_RDWR'], { as: 'a' }],
      ['A', 'mmap', ['$a', 0, 16 * P, 'PROT_READ|PROT_WRITE', 'MAP_SHARED'], { as: 'm' }],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_LAYOUT']],
      ['A', 'ibv_reg_mr', ['$m', 0, P], { as: 'r' }],
      ['A', 'sigaction', ['SIGIO', handler]],
      ['B', 'open', ['f', 'O_RDWR'], { as: 'b' }],
      ['B', 'ftruncate', ['$b', 0]],
      ['A', 'fcntl', ['$a', 'F_GETLEASE']],
      ['B', 'stat', ['f']],
    ),
  },
  {
    name: 'a holder does not react',
    profiles: rfc,
    lines: numbered(
      { fs: 'xfs-dax', files },
      ['A', 'open', ['f', 'O_RDWR'], { as: 'a' }],
      ['A', 'mmap', ['$a', 0, 16 * P, 3, 1], { as: 'm' }],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_LAYOUT|F_EXCLUSIVE']],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_LAYOUT']],
      ['A', 'ibv_reg_mr', ['$m', 0, 2 * P], { as: 'r' }],
      ['B', 'open', ['f', 'O_RDWR'], { as: 'b' }],
      ['B', 'ftruncate', ['$b', 0], { async: true }],
      ['C', 'truncate', ['f', P], { async: true }],
      ['A', 'nextSignal', []],
      ['', 'advance', [44]],
      ['', 'advance', [2]],
      ['B', 'pwrite', ['$b', 'xyz', 5]],
      ['A', 'ibv_dereg_mr', ['$r']],
      ['A', 'load', ['$m', 4, 6]],
      ['A', 'munmap', ['$m']],
    ),
  },
  {
    name: 'two breakers wait for two holders',
    profiles: rfc,
    lines: numbered(
      { fs: 'xfs-dax', files },
      ['A', 'open', ['f', 'O_RDWR'], { as: 'a' }],
      ['A', 'mmap', ['$a', 0, P, 3, 1], { as: 'm' }],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_LAYOUT']],
      ['B', 'open', ['f', 'O_RDWR'], { as: 'b' }],
      ['B', 'fcntl', ['$b', 'F_SETLEASE', 'F_LAYOUT']],
      ['C', 'truncate', ['f', 0], { async: true }],
      ['D', 'truncate', ['f', 0], { async: true }],
      ['A', 'fcntl', ['$a', 'F_SETLEASE', 'F_UNLCK']],
      ['B', 'fcntl', ['$b', 'F_SETLEASE', 'F_UNLCK']],
      ['D', 'stat', ['f']],
      ['A', 'vmsplice', ['$m', 0, 1]],
    ),
  },
]
