import { find } from './draft.ts'
import type { Inode, Lease, Sleeper, State } from './state.ts'

function since(id: Sleeper['id']): string {
  return id === null ? 'taken in a handler' : `since call \`${id}\``
}

function nameOf(state: State, pid: number): string {
  for (const name in state.processes) if (state.processes[name]?.pid === pid) return name
  return String(pid)
}

function pathOf(state: State, ino: number): string {
  for (const path in state.paths) if (state.paths[path] === ino) return path.slice(1)
  return `inode ${ino}`
}

function explainLease(state: State, lease: Lease): string {
  const kind = lease.layout ? 'layout' : lease.type === 0 ? 'read' : 'write'
  const until = lease.breakTime ?? lease.downgradeTime
  const end = until === undefined ? 'without a deadline' : `until ${until} s at the latest`
  return `${nameOf(state, lease.pid)} holds a ${kind} lease ${since(lease.since)}, ${end}`
}

function explainLeases(state: State, inode: Inode | undefined, sleeper: Sleeper): string {
  let text = ''
  for (const lease of inode?.leases ?? []) {
    if (lease.layout !== sleeper.wait.layout) continue
    text += text === '' ? explainLease(state, lease) : `; ${explainLease(state, lease)}`
  }
  return text
}

function explainPins(state: State, frame: number | undefined): string {
  return state.pins
    .filter(({ pages }) => pages.some((page) => page.frame === frame))
    .map(({ process, longterm, kind, id, since: call }) => {
      const length = longterm ? 'long-term' : 'short-term'
      return `${process} holds a ${length} pin (${kind}:${id}) ${since(call)}`
    })
    .join('; ')
}

function explainRecords(state: State, ofd: number | undefined): string {
  return state.records
    .filter((record) => record.ofd === ofd)
    .map(({ context, count }) => `the RDMA context of ${context} pins ${count} of its pages`)
    .join('; ')
}

function explainLock(state: State, sleeper: Sleeper, key: 'holdsInode' | 'holdsFaults'): string {
  return state.sleepers
    .filter(({ wait }) => wait.ino === sleeper.wait.ino && wait[key])
    .map((each) => `${each.process} holds its lock in \`${each.call}\` (call \`${each.id}\`)`)
    .join('; ')
}

/**
 * Explain why a call sleeps: who holds what, since which call.
 *
 * @param state
 *   State in which it sleeps.
 * @param sleeper
 *   One of `state.sleepers`.
 * @returns
 *   One line, without a period.
 * @see /proc/locks and, for v2, /proc/PID/file_pins, which show the same
 */
export function explainWait(state: State, sleeper: Sleeper): string {
  const reason = reasonOf(state, sleeper)
  return sleeper.wait.for === 'device'
    ? reason
    : `\`${pathOf(state, sleeper.wait.ino)}\`: ${reason}`
}

function reasonOf(state: State, sleeper: Sleeper): string {
  const { wait } = sleeper
  switch (wait.for) {
    case 'lease':
      return explainLeases(state, find(state.inodes, wait.ino), sleeper)
    case 'page':
      return wait.unnoticed === true
        ? 'the page is idle, but its waiters were not woken'
        : explainPins(state, wait.frame)
    case 'inode':
      return explainLock(state, sleeper, 'holdsInode')
    case 'mmap':
      return explainLock(state, sleeper, 'holdsFaults')
    case 'unpin':
      return explainRecords(state, wait.record)
    case 'restart':
      return 'a handler runs first'
    case 'fifo':
      return 'the other end is not open'
    case 'device':
      return 'the device has not finished'
  }
}
