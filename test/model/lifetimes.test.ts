import { describe, expect, test } from 'vitest'
import { type Bench, bench, type Case, taken } from './bench.ts'
import { P } from './script.ts'

const uverbs = 100

/** Map the file for B, then close and unmap it for A. */
function leave(x: Bench): void {
  x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
  x.m.call('A', 'close', x.a)
  x.m.call('A', 'munmap', x.map)
}

function closeAll(x: Bench): void {
  leave(x)
  x.m.call('B', 'munmap', { map: 2 })
  x.m.call('B', 'close', x.b)
}

const cases: readonly Case[] = [
  [
    'E3: without pins, close and munmap end the lease',
    'rfc-v2',
    'E',
    (x) => {
      x.set(48)
      leave(x)
      return x.shrink(0)
    },
    0,
  ],
  [
    'E4: munmap alone affects neither lease nor pins',
    'rfc-v1',
    'E',
    (x) => {
      taken(x)
      x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
      x.m.call('A', 'munmap', x.map)
      return [x.get(), x.shrink(0)]
    },
    [16, 'BLOCK T→ETXTBSY'],
  ],
  [
    'E6: a child releases the lease it inherited',
    'rfc-v2',
    'E',
    (x) => {
      x.set(48)
      x.m.call('A', 'fork', 'C')
      return [x.rel(x.a, 'C'), x.get()]
    },
    [0, 2],
  ],
  [
    'E7: exec keeps a descriptor and its lease, but no mappings, handlers and regions',
    'rfc-v2',
    'E',
    (x) => {
      taken(x)
      x.handler()
      const pipe = x.m.call('A', 'vmsplice', x.map, 0, P)
      const ran = x.does('A', 'execve')
      const { maps, pins, processes } = x.m.state
      return [
        ran,
        x.get(),
        maps,
        pins.length,
        processes['A']?.dispositions,
        x.m.call('A', 'drain', pipe),
      ]
    },
    [0, 16, [], 1, { 29: 'default' }, P],
  ],
  [
    'E7: a close-on-exec descriptor ends the lease; pins stay with other users of the context',
    'rfc-v1',
    'E',
    (x) => {
      taken(x)
      x.m.call('A', 'fcntl', x.a, 2, 1)
      x.m.call('A', 'fork', 'C')
      x.m.call('C', 'munmap', x.map)
      x.m.call('C', 'close', x.a)
      x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
      x.m.call('A', 'execve')
      return [x.get(), x.shrink(0), x.does('C', 'ibv_dereg_mr', { mr: 1 }), x.shrink(0)]
    },
    ['EBADF', 'ETXTBSY', 0, 0],
  ],
  ...(
    [
      ['rfc-v1', 'ETXTBSY'],
      ['rfc-v2', 'ETXTBSY'],
    ] as const
  ).map(
    ([profile, answer]): Case => [
      'E9, E11: regions outlive their process if the RDMA descriptor was sent',
      profile,
      'E',
      (x) => {
        taken(x)
        x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
        x.m.event({ kind: 'spawn', process: 'C' })
        const passed = [x.does('A', 'send_fd', 'C', uverbs), x.does('A', 'send_fd', 'C', uverbs)]
        x.m.call('A', 'exit', 0)
        const leaseLeft = x.m.state.records.length
        return [
          passed,
          leaseLeft,
          x.shrink(0),
          x.m.call('C', 'ibv_dereg_mr', { mr: 1 }),
          x.shrink(0),
        ]
      },
      [[uverbs, uverbs], profile === 'rfc-v2' ? 1 : 0, answer, 0, 0],
    ],
  ),
  [
    'E11: descriptors are not sent to unknown processes, nor are invalid ones',
    'rfc-v2',
    'E',
    (x) => [x.does('A', 'send_fd', 'D', x.a), x.does('A', 'send_fd', 'B', 77)],
    ['ESRCH', 'EBADF'],
  ],
  [
    'E13: v1 frees an unlinked inode under its pins',
    'rfc-v1',
    'E',
    (x) => {
      taken(x)
      x.m.call('B', 'unlink', 'f')
      closeAll(x)
      return [x.m.state.inodes[2], x.m.state.pins.length]
    },
    [undefined, 1],
  ],
  [
    'E13: records keep it in v2 until the last unpin',
    'rfc-v2',
    'E',
    (x) => {
      taken(x)
      x.m.call('B', 'unlink', 'f')
      closeAll(x)
      const kept = x.m.state.inodes[2]?.leases.length
      return [kept, x.unpin(), x.m.state.inodes[2]]
    },
    [1, 0, undefined],
  ],
  [
    'E14: in v1 unmounting succeeds under pins',
    'rfc-v1',
    'E',
    (x) => {
      taken(x)
      const busy = x.does('B', 'umount')
      closeAll(x)
      return [busy, x.does('B', 'umount'), x.m.state.pins.length, x.m.call('B', 'open', 'f', 0)]
    },
    ['EBUSY', 0, 1, 'ENOENT'],
  ],
  [
    'E14: in v2 the records keep the mount busy',
    'rfc-v2',
    'E',
    (x) => {
      taken(x)
      closeAll(x)
      return [x.does('B', 'umount'), x.unpin(), x.does('B', 'umount')]
    },
    ['EBUSY', 0, 0],
  ],
  ...(
    [
      ['linux-6.12', 0],
      ['linux-6.18', 'HANG'],
    ] as const
  ).map(
    ([profile, answer]): Case => [
      'E14, G5: unmounting waits for busy pages from 6.15 on',
      profile,
      'E',
      (x) => {
        const pipe = x.m.call('A', 'vmsplice', x.map, 0, P)
        closeAll(x)
        const result = x.does('B', 'umount')
        const id = x.m.last
        x.m.call('A', 'drain', pipe)
        return [result, x.m.answer(id)]
      },
      [answer, 0],
    ],
  ),
  [
    'E14: only root unmounts',
    'rfc-v1',
    'E',
    (x) => {
      x.m.event({ kind: 'spawn', process: 'C', uid: 1000 })
      return x.m.call('C', 'umount')
    },
    'EPERM',
  ],
  [
    'F4: on tmpfs nothing breaks a layout lease',
    'rfc-v1',
    't',
    (x) => [x.set(16), x.shrink(0), x.does('B', 'pwrite', x.b, 'z', 0), x.get()],
    [0, 0, 1, 16],
  ],
  [
    'F3: a pinned page of the page cache is orphaned, on every profile',
    'rfc-v2',
    'e',
    (x) => {
      x.m.call('A', 'store', x.map, 0, 'text')
      x.pin(0, 0)
      const frame = x.m.state.pins[0]?.pages[0]?.frame ?? 0
      return [x.shrink(0), x.m.state.frames[frame]]
    },
    [0, '74657874'],
  ],
  [
    'F5: device DAX has no leases and no truncate',
    'rfc-v2',
    'device-dax',
    (x) => [x.set(48), x.shrink(0), x.pin(0, 0)],
    ['EINVAL', 'EINVAL', 'ok'],
  ],
  [
    'G4: punching a hole also waits',
    'linux-6.12',
    'E',
    (x) => {
      x.m.call('A', 'vmsplice', x.map, 0, P)
      return x.does('B', 'fallocate', x.b, 3, 0, P)
    },
    'HANG',
  ],
  [
    'G6: a long-term pin is refused while a short-term one exists',
    'linux-6.18',
    'E',
    (x) => {
      x.m.call('A', 'vmsplice', x.map, 0, P)
      return x.pin(0, 0)
    },
    'EOPNOTSUPP',
  ],
  [
    'G2: until 6.14 an unmapped buffer is ignored',
    'linux-6.12',
    'E',
    (x) => {
      x.m.call('A', 'vmsplice', x.map, 0, P)
      x.m.call('A', 'munmap', x.map)
      return x.shrink(0)
    },
    0,
  ],
  [
    'G2: from 6.15 on an unmapped buffer blocks a truncate',
    'linux-6.18',
    'E',
    (x) => {
      x.m.call('A', 'vmsplice', x.map, 0, P)
      x.m.call('A', 'munmap', x.map)
      return x.shrink(0)
    },
    'HANG',
  ],
]

describe('lifetimes, and calls that the port lacks', () => {
  test.each(cases)('%s (%s, %s)', (_title, profile, fs, run, expected) => {
    expect(run(bench(profile, fs))).toEqual(expected)
  })
})
