import type { CallId, Inode, State } from '../../model/index.ts'
import { actorOf, pathOf } from '../names.ts'
import type { Invariant, View, Violation } from './invariant.ts'

const all = ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2']

/** A failing call has no effect. */
export const failingCallChangesNothing: Invariant = {
  id: 'failing-call-changes-nothing',
  title: 'A call that fails changes nothing',
  declared: [
    {
      row: 'pitfall 11',
      profiles: all,
      reason: 'an open with O_NONBLOCK fails after starting the break',
    },
    {
      row: 'pitfall 13',
      profiles: all,
      reason: 'any check of an expired lease removes it',
    },
    { row: 'pitfall 18', profiles: all, reason: 'an interrupted wait does not cancel the break' },
    {
      row: 'C15',
      profiles: ['rfc-v1+exclusive', 'rfc-v2'],
      reason: 'the refusal by an exclusive lease leaves other holders marked and signaled',
    },
    {
      row: 'B20',
      profiles: all,
      reason: 'pages that a failing pin or access touched stay allocated',
    },
    { row: 'Q3', profiles: ['rfc-v1+kill'], reason: 'a holder that did not respond is killed' },
  ],
  check(view) {
    const { before, state, event, outcomes } = view
    const error = outcomes.find((outcome) => outcome.kind === 'error')
    if (error === undefined || event.kind === 'advance' || !('id' in event)) return []
    if (event.id !== error.id) return []
    const who = actorOf(before, event)
    return changesOf(before, state).map(({ what, row }): Violation => {
      const message = `${who} fails with ${error.code} and ${what}`
      const fits = row === 'mark' ? markRow(view, error.code, error.id) : row
      return fits === undefined ? { message } : { message, row: fits }
    })
  },
}

interface Change {
  readonly what: string
  readonly row?: string
}

/** Row for a failing call that started a break. */
function markRow({ event, before }: View, code: string, id: CallId): string {
  if (code === 'EINTR') return 'pitfall 18'
  if (code === 'ETXTBSY' || code === 'EDEADLOCK') return 'C15'
  const call =
    event.kind === 'call' ? event.call : before.sleepers.find((each) => each.id === id)?.call
  return call === 'open' && code === 'EAGAIN' ? 'pitfall 11' : 'none'
}

/** Changes, except in page tables, which the kernel can fill and empty at any time. */
function changesOf(before: State, after: State): Change[] {
  const changes: Change[] = []
  if (before.inodes !== after.inodes) {
    for (const inode of Object.values(before.inodes)) {
      const now = after.inodes[inode.ino]
      if (now !== inode) changes.push(...inodeChanges(before, after, inode))
    }
  }
  for (const table of ['maps', 'pins', 'paths'] as const) {
    if (!sameKeys(before[table], after[table])) changes.push({ what: `changes the ${table}` })
  }
  if (before.processes !== after.processes) changes.push(...processChanges(before, after))
  return changes
}

function sameKeys(left: object, right: object): boolean {
  if (left === right) return true
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key))
}

function processChanges(before: State, after: State): Change[] {
  return Object.values(before.processes).flatMap((process) => {
    const now = after.processes[process.name]
    if (now === process || now === undefined) return []
    const { name, fds, dispositions, blocked, status } = process
    if (status !== now.status) return [{ what: `ends ${name}`, row: 'Q3' }]
    const same =
      sameKeys(fds, now.fds) && dispositions === now.dispositions && blocked === now.blocked
    return same ? [] : [{ what: `changes ${name}` }]
  })
}

function inodeChanges(before: State, after: State, inode: Inode): Change[] {
  const path = pathOf(before, inode.ino)
  const now = after.inodes[inode.ino]
  if (now === undefined) return [{ what: `frees \`${path}\`` }]
  const changes: Change[] = []
  for (const member of ['size', 'mode', 'uid', 'gid'] as const) {
    if (now[member] !== inode[member])
      changes.push({ what: `changes the ${member} of \`${path}\`` })
  }
  for (const [page, frame] of Object.entries(inode.pages)) {
    const [old, content] = [before.frames[frame], after.frames[now.pages[page] ?? -1] ?? '']
    if (old !== content) changes.push({ what: `changes page ${page} of \`${path}\`` })
  }
  if (JSON.stringify(now.extents) !== JSON.stringify(inode.extents)) {
    changes.push({ what: `allocates pages of \`${path}\``, row: 'B20' })
  }
  return [...changes, ...leaseChanges(before, inode, now)]
}

function leaseChanges(before: State, inode: Inode, now: Inode): Change[] {
  const path = pathOf(before, inode.ino)
  const changes: Change[] = []
  for (const lease of inode.leases) {
    const kept = now.leases.find((each) => each.lease === lease.lease)
    const over = lease.breakTime !== undefined && lease.breakTime <= before.now
    const down = lease.downgradeTime !== undefined && lease.downgradeTime <= before.now
    if (kept === undefined) {
      changes.push({ what: `removes a lease of \`${path}\``, ...(over && { row: 'pitfall 13' }) })
    } else if (kept.type !== lease.type) {
      changes.push({ what: `changes a lease of \`${path}\``, ...(down && { row: 'pitfall 13' }) })
    } else if (kept.pending !== lease.pending && kept.pending !== undefined) {
      changes.push({ what: `breaks a lease of \`${path}\``, row: 'mark' })
    }
  }
  if (now.leases.some(({ lease }) => !inode.leases.some((each) => each.lease === lease))) {
    changes.push({ what: `takes a lease of \`${path}\`` })
  }
  return changes
}
