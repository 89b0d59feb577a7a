import type { State } from '../state.ts'

/** Open file descriptions of an inode by access mode, sleeping openers included. */
export interface OpenCounts {
  /** i_writecount: opened for writing, and truncate(path) in progress. */
  readonly writers: number
  /** i_readcount: opened for reading only. */
  readonly readers: number
  /** All, O_PATH included. */
  readonly all: number
}

/** Count the opens of an inode, including descriptions that only a mapping keeps alive. */
export function openCounts(state: State, ino: number): OpenCounts {
  let writers = 0
  let readers = 0
  let all = 0
  for (const ofd of state.ofds) {
    if (ofd?.ino !== ino) continue
    all += 1
    if (ofd.access === 0) readers += 1
    else if (ofd.access !== 3) writers += 1
  }
  for (const sleeper of state.sleepers) if (sleeper.writes === ino) writers += 1
  return { writers, readers, all }
}
