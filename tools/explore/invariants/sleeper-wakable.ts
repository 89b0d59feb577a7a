import { enabled, type Sleeper, type State } from '../../model/index.ts'
import { pathOf } from '../names.ts'
import type { Invariant, View } from './invariant.ts'

const all = ['rfc-v1', 'rfc-v2', 'linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2']

/** Every sleeper waits for a process that can still act. */
export const sleeperWakable: Invariant = {
  id: 'sleeper-wakable',
  title: 'Every sleeper can be woken',
  declared: [
    {
      row: 'C12',
      profiles: ['rfc-v1', 'rfc-v2'],
      reason: "a layout change by the holder also breaks the holder's lease",
    },
    {
      row: 'X4',
      profiles: ['rfc-v1', 'rfc-v2'],
      reason: "on XFS, a write by the holder also breaks the holder's lease",
    },
    {
      row: 'C22',
      profiles: ['rfc-v1', 'rfc-v2'],
      reason: 'a breaker keeps the inode locks, which the holder may need',
    },
    {
      row: 'C9',
      profiles: ['rfc-v2'],
      reason: 'without a lease, a layout change waits for all pins, even its own',
    },
    { row: 'G1', profiles: all, reason: 'a truncate waits for all pinned pages, even its own' },
    {
      row: 'E13',
      profiles: ['linux-6.18', 'linux-7.2'],
      reason: 'freeing an inode waits for pins',
    },
    {
      row: 'Q2',
      profiles: ['rfc-v2+unlock-blocks'],
      reason: 'the release of a lease waits for all pins, even its own',
    },
    {
      row: 'pitfall 6',
      profiles: all,
      reason: "an open or truncate by the holder also breaks the holder's lease",
    },
  ],
  check(view) {
    const { state } = view
    if (state.sleepers.length === 0) return []
    const awake = enabled(state)
    const stirring = new Set(awake.map(({ process }) => process))
    const known = wakable(view, stirring)
    return state.sleepers.flatMap((sleeper) => {
      if (known.has(sleeper) || stirring.has(sleeper.process)) return []
      const { process, call, wait } = sleeper
      const end = wait.deadline === undefined ? 'forever' : `until ${wait.deadline} s`
      const path = pathOf(state, wait.ino)
      const message = `${process} sleeps in \`${call}\` of \`${path}\` ${end}: nothing else can wake it`
      return [{ message, row: rowOf(state, sleeper) }]
    })
  },
}

/** Least fixed point: a sleeper can be woken if some process can remove each obstacle. */
function wakable({ state, isFree }: View, stirring: ReadonlySet<string>): Set<Sleeper> {
  const known = new Set<Sleeper>()
  const asleep = (name: string): Sleeper[] =>
    state.sleepers.filter(({ process }) => process === name)
  const canAct = (name: string): boolean =>
    stirring.has(name) ||
    (state.processes[name]?.status === 'running' &&
      (isFree(name) || asleep(name).every((sleeper) => known.has(sleeper))))
  for (let before = -1; before !== known.size; ) {
    before = known.size
    for (const sleeper of state.sleepers) {
      const removers = obstaclesOf(state, sleeper)
      if (removers.every((names) => names.some(canAct))) known.add(sleeper)
    }
  }
  return known
}

/** For each obstacle of a sleeper, the processes that can remove it. */
function obstaclesOf(state: State, { process, wait }: Sleeper): readonly (readonly string[])[] {
  if (wait.for === 'lease') {
    return (state.inodes[wait.ino]?.leases ?? [])
      .filter(({ layout, type }) => layout === (wait.layout === true) && (wait.write || type === 1))
      .map(({ ofd }) => ownersOf(state, ofd))
  }
  if (wait.for === 'page') return pinsOf(state, (page) => page.frame === wait.frame)
  if (wait.for === 'fifo') return [Object.keys(state.processes).filter((name) => name !== process)]
  if (wait.for === 'unpin') return pinsOf(state, (page) => page.ino === wait.ino)
  const holds = wait.for === 'inode' ? 'holdsInode' : 'holdsFaults'
  return state.sleepers
    .filter((each) => each.wait.ino === wait.ino && each.wait[holds])
    .map((each) => [each.process])
}

function ownersOf(state: State, ofd: number): string[] {
  const names = new Set<string>()
  for (const { name, fds } of Object.values(state.processes)) {
    if (Object.values(fds).some((fd) => fd.ofd === ofd)) names.add(name)
  }
  // A lease that only a mapping keeps cannot be unlocked, but ends with the mapping.
  for (const map of state.maps) if (map.ofd === ofd) names.add(map.process)
  return [...names]
}

function pinsOf(
  state: State,
  isMeant: (page: { readonly frame: number; readonly ino?: number }) => boolean,
): readonly (readonly string[])[] {
  // A direct write ends by itself.
  return state.pins
    .filter(({ kind, pages }) => kind !== 'direct' && pages.some(isMeant))
    .map(({ holders }) => holders)
}

function rowOf(state: State, { process, call, wait }: Sleeper): string {
  const isProposal = state.profile.startsWith('rfc-')
  if (wait.for === 'unpin') return 'Q2'
  if (wait.for === 'page') {
    const exists = Object.values(state.paths).includes(wait.ino)
    if (!exists && !wait.interruptible) return 'E13'
    return isProposal ? 'C9' : 'G1'
  }
  if (wait.for === 'inode' || wait.for === 'mmap') return isProposal ? 'C22' : 'G1'
  if (wait.layout !== true) return 'pitfall 6'
  const own = state.processes[process]?.pid
  const isOwn = state.inodes[wait.ino]?.leases.some(({ pid }) => pid === own) === true
  if (!isOwn) return 'C22'
  return call === 'pwrite' ? 'X4' : 'C12'
}
