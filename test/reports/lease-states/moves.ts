import type { CallEvent, Event, State } from '../../../tools/model/index.ts'

/** Something that a process or the clock can do. */
export interface Move {
  readonly label: string
  readonly event: Event
}

const setLease = 1024
const leaseTypes = { F_RDLCK: 0, F_WRLCK: 1, F_UNLCK: 2, F_LAYOUT: 16, 'F_LAYOUT|F_EXCLUSIVE': 48 }

/** Descriptor of the holder, which opens no other file. */
const holderFd = 3

/**
 * Initial calls of the holder: it opens the file for reading, or for both, or also maps it and
 * touches a page. A truncate does not break the layout of an unmapped file.
 */
export const settings: readonly (readonly Event[])[] = [
  [call('holder', 'open', ['f', 0])],
  [call('holder', 'open', ['f', 2])],
  [
    call('holder', 'open', ['f', 2]),
    call('holder', 'mmap', [holderFd, 0, 65536, 3, 1]),
    call('holder', 'store', [{ map: 1 }, 0, 'x']),
  ],
]

const holderMoves: readonly Move[] = Object.entries(leaseTypes).map(([name, value]) => ({
  label: `holder: ${name}`,
  event: call('holder', 'fcntl', [holderFd, setLease, value]),
}))

const breakerMoves: readonly Move[] = [
  { label: 'breaker: open O_RDONLY', event: call('breaker', 'open', ['f', 0]) },
  { label: 'breaker: open O_WRONLY', event: call('breaker', 'open', ['f', 1]) },
  { label: 'breaker: truncate', event: call('breaker', 'truncate', ['f', 4096]) },
]

/** List the possible moves: a sleeper has none, and the breaker opens at most one file. */
export function movesOf({ sleepers, processes }: State): readonly Move[] {
  const isAsleep = (name: string) => sleepers.some(({ process }) => process === name)
  const [opened] = Object.keys(processes['breaker']?.fds ?? {})
  const closing: Move = {
    label: 'breaker: close',
    event: call('breaker', 'close', [Number(opened)]),
  }
  const others = opened === undefined ? breakerMoves : [closing]
  return [...(isAsleep('holder') ? [] : holderMoves), ...(isAsleep('breaker') ? [] : others)]
}

function call(process: string, name: string, args: readonly unknown[]): CallEvent {
  return { kind: 'call', id: name, process, call: name, args }
}
