import type { FileSystemName, ProfileName } from '../../tools/model/index.ts'
import { type Bench, bench } from './bench.ts'
import { P } from './script.ts'

/** Operations of B that change the layout of A's file, as in table 2.7. */
export type Operation = 'shrink' | 'grow' | 'allocate' | 'hole' | 'write' | 'remap'

export const operations: readonly Operation[] = [
  'shrink',
  'grow',
  'allocate',
  'hole',
  'write',
  'remap',
]

const FOLL_WRITE = 2
const PUNCH_HOLE = 3

function operate(x: Bench, operation: Operation): unknown {
  if (operation === 'shrink') return x.does('B', 'ftruncate', x.b, 8 * P)
  if (operation === 'grow') return x.does('B', 'ftruncate', x.b, 20 * P)
  if (operation === 'allocate') return x.does('B', 'fallocate', x.b, 0, 0, 16 * P)
  if (operation === 'hole') return x.does('B', 'fallocate', x.b, PUNCH_HOLE, 0, 16 * P)
  if (operation === 'write') return x.does('B', 'pwrite', x.b, 'z', 0)
  return x.does('B', 'reflink', x.b, x.m.call('B', 'open', 'g', 0))
}

/** Perform an operation; `!` in the output is a signal to A, before or after. */
function meets(
  [profile, fs]: readonly [ProfileName, FileSystemName],
  operation: Operation,
  prepare: (x: Bench) => void,
): string {
  const files = [
    { name: 'f', size: 16 * P },
    { name: 'g', size: P },
  ]
  const x = bench(profile, fs, { files })
  x.handler()
  // Growing only meets a pin in a page that the end of the file divides.
  if (operation === 'grow') x.does('B', 'ftruncate', x.b, 15 * P + 1)
  prepare(x)
  const met = String(operate(x, operation)).replace('BLOCK T→', 'T ')
  return x.m.signals('A').length > 0 ? `${met}!` : met
}

/**
 * Perform an operation in five situations, in this order: a lease of A and no mapping; a lease and
 * a mapping; a short-term pin and a mapping; a short-term pin without its mapping; a plain lease, a
 * pin and a mapping.
 */
export function fiveMeetings(
  profile: ProfileName,
  fs: FileSystemName,
  operation: Operation,
): string {
  const unmap = (x: Bench): unknown => x.m.call('A', 'munmap', x.map)
  const pin = (x: Bench): unknown => x.does('A', 'pin_user_pages', x.map, 0, 16 * P, FOLL_WRITE)
  const on = [profile, fs] as const
  return [
    meets(on, operation, (x) => [x.set(x.lease), unmap(x)]),
    meets(on, operation, (x) => x.set(x.lease)),
    meets(on, operation, pin),
    meets(on, operation, (x) => [pin(x), unmap(x)]),
    meets(on, operation, (x) => [x.set(16), pin(x)]),
  ].join(', ')
}
