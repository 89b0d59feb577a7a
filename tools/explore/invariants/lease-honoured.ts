import type { Inode, Lease } from '../../model/index.ts'
import { actorOf, isDax, isMapped, pathOf } from '../names.ts'
import type { Invariant, View } from './invariant.ts'

/** A file loses no pages while a layout lease on it is active. */
export const leaseHonoured: Invariant = {
  id: 'lease-honoured',
  title: 'No file loses pages while a layout lease on it is neither broken nor released',
  declared: [
    {
      row: 'C27',
      profiles: ['rfc-v1', 'rfc-v2'],
      reason: 'ext4 breaks leases only while the file is mapped',
    },
    {
      row: 'X2',
      profiles: ['rfc-v2+posted'],
      reason: 'a misplaced parenthesis loses all errors but EWOULDBLOCK, including ETXTBSY',
    },
    {
      row: 'F1',
      profiles: ['rfc-v1', 'rfc-v2'],
      reason: 'leases on other kinds of files are granted but have no effect',
    },
    {
      row: 'C31',
      profiles: ['rfc-v1', 'rfc-v2'],
      reason: 'a breaker that waits for pages does not check leases again',
    },
    {
      row: 'Q1',
      profiles: ['rfc-v1+exclusive'],
      reason: 'the holder itself can change the layout',
    },
  ],
  check(view) {
    const { before, state, event } = view
    if (before.inodes === state.inodes) return []
    return Object.values(before.inodes).flatMap((inode) => {
      const after = state.inodes[inode.ino]
      if (after === inode || after === undefined || !losesPages(inode, after)) return []
      const lease = inode.leases.find((each) => each.layout && isActive(each, after))
      if (lease === undefined) return []
      const kind = lease.exclusive ? 'an exclusive lease' : 'a layout lease'
      const path = pathOf(before, inode.ino)
      const message = `${actorOf(before, event)} shrinks \`${path}\` under ${kind} that was not broken`
      return [{ message, row: rowOf(view, inode, lease) }]
    })
  },
}

function isActive(lease: Lease, after: Inode): boolean {
  const kept = after.leases.find((each) => each.lease === lease.lease)
  return kept !== undefined && kept.pending === undefined && lease.pending === undefined
}

function losesPages(before: Inode, after: Inode): boolean {
  if (after.size < before.size) return true
  for (const page in before.pages) {
    if (after.pages[page] !== before.pages[page]) return true
  }
  return before.extents.some(([from, to]) => {
    const kept = after.extents.find(([start, end]) => start <= from && to <= end)
    return kept === undefined
  })
}

function rowOf({ before, event, state }: View, inode: Inode, lease: Lease): string {
  const process = 'process' in event ? state.processes[event.process] : undefined
  if (lease.exclusive && process?.pid === lease.pid && state.profile.endsWith('+exclusive')) {
    return 'Q1'
  }
  const waited =
    event.kind === 'run' &&
    before.sleepers.some(({ id, wait }) => id === event.id && wait.for === 'page')
  if (waited) return 'C31'
  if (before.fs === 'xfs' || before.fs === 'xfs-dax') return 'X2'
  if (!isDax(before)) return 'F1'
  return isMapped(before, inode.ino) ? 'C6' : 'C27'
}
