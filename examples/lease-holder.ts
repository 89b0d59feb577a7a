/**
 * A program that can cache a file in memory while it holds a read lease on it.
 *
 * The naive holder has a bug that a single break does not show. Random breakers in
 * `test/examples/lease-holder.test.ts` find it, and find none in the careful holder.
 *
 * @see fcntl(2), "Leases": a signal notifies a holder of a break
 */
// #region holders
import {
  F_RDLCK,
  F_SETLEASE,
  F_SETSIG,
  F_UNLCK,
  O_RDONLY,
  type Process,
  SIGRTMIN,
  SystemError,
} from 'manproof/sim'

/** The holder of a lease. */
export interface Holder {
  /** Whether it has the lease, so the cached data is valid. */
  holds(): boolean
  /** Take the lease, unless the file is open for writing. */
  take(): Promise<void>
  /** Handle all signals that have arrived. */
  answer(): Promise<void>
}

/** Opens a file to hold a lease on it. */
type Hold = (process: Process, path: string) => Promise<Holder>

function answering(process: Process, fd: number, takeOnce: () => Promise<boolean>): Holder {
  let holds = false
  return {
    holds: () => holds,
    async take() {
      if (!holds) holds = await takeOnce()
    },
    async answer() {
      for (;;) {
        const signal = await process.nextSignal()
        if (signal === null) return
        // The signal is for another lease of the program.
        if (signal.si_fd !== fd) continue
        holds = false
        await process.fcntl(fd, F_SETLEASE, F_UNLCK)
      }
    },
  }
}

/** Take the lease; false if the file is open for writing. */
async function takeLease(process: Process, fd: number): Promise<boolean> {
  try {
    await process.fcntl(fd, F_SETLEASE, F_RDLCK)
    return true
  } catch (error) {
    if (error instanceof SystemError && error.code === 'EAGAIN') return false
    throw error
  }
}

// ---cut---
/** Requests a signal with the descriptor once. */
export const holdNaively: Hold = async (process, path) => {
  const fd = await process.open(path, O_RDONLY)
  await process.fcntl(fd, F_SETSIG, SIGRTMIN)
  return answering(process, fd, () => takeLease(process, fd))
}

/** Requests the signal each time, because `F_UNLCK` resets it. */
export const holdCarefully: Hold = async (process, path) => {
  const fd = await process.open(path, O_RDONLY)
  return answering(process, fd, async () => {
    await process.fcntl(fd, F_SETSIG, SIGRTMIN)
    return takeLease(process, fd)
  })
}
// #endregion
