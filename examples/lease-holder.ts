/**
 * A program that may keep a file in memory for as long as it holds a read lease on it.
 *
 * The naive holder has a bug that no single break shows. `test/examples/lease-holder.test.ts` finds
 * it with random breakers, and does not find one in the careful holder.
 *
 * @see fcntl(2), "Leases": a holder is told to let go by a signal
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

/** Who holds a lease, or tries to. */
export interface Holder {
  /** Whether what is in memory may be trusted. */
  holds(): boolean
  /** Take the lease if nobody writes now. */
  take(): Promise<void>
  /** Answer all signals that have come. */
  answer(): Promise<void>
}

/** Opens a file, to hold a lease on it. */
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
        // Other leases of the program have descriptors, and answers, of their own.
        if (signal.si_fd !== fd) continue
        holds = false
        await process.fcntl(fd, F_SETLEASE, F_UNLCK)
      }
    },
  }
}

/** Take the lease; false: somebody has the file open for writing. */
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
/** Asks once for a signal that names the descriptor. */
export const holdNaively: Hold = async (process, path) => {
  const fd = await process.open(path, O_RDONLY)
  await process.fcntl(fd, F_SETSIG, SIGRTMIN)
  return answering(process, fd, () => takeLease(process, fd))
}

/** Asks again each time: `F_UNLCK` makes the kernel forget. */
export const holdCarefully: Hold = async (process, path) => {
  const fd = await process.open(path, O_RDONLY)
  return answering(process, fd, async () => {
    await process.fcntl(fd, F_SETSIG, SIGRTMIN)
    return takeLease(process, fd)
  })
}
// #endregion
