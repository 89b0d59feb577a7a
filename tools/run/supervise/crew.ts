import type { Reply } from '../worker/protocol.ts'
import { type Supervised, supervise } from './supervise.ts'
import type { Limits } from './watch-progress.ts'

/** Something to do on a worker. */
export interface Task {
  /**
   * Do it.
   *
   * @returns
   *   `spent`: nothing else may run on this worker; `again`: nor did this, as it should.
   */
  start(worker: Supervised): Promise<'done' | 'spent' | 'again'>
  /** Answer without a worker: we were told to stop. */
  cancel(): void
}

/** Workers, and the tasks that wait for one. */
export interface Crew {
  push(task: Task): void
  close(): Promise<void>
}

/** How many workers there are, and what they may do. */
export interface CrewOptions extends Limits {
  readonly workers: number
  readonly signal?: AbortSignal | undefined
}

/** Milliseconds for which a worker whose built-ins were changed is listened to. */
const lingerMs = 500

/** Open a crew; workers start when there is work for them, and again after a death. */
export function openCrew(options: CrewOptions, onReply: (reply: Reply) => void): Crew {
  const queue: Task[] = []
  const idle: Supervised[] = []
  const workers = new Set<Supervised>()
  let active = 0

  function hire(): Supervised {
    const worker = supervise(options, onReply)
    workers.add(worker)
    return worker
  }

  /** Let a worker's last run end all that it has begun: an error that it leaves behind is its own. */
  function dismiss(worker: Supervised): void {
    const end = (): void => void worker.close().then(() => workers.delete(worker))
    setTimeout(end, lingerMs).unref()
  }

  async function work(): Promise<void> {
    let worker = idle.pop()
    for (let task = queue.shift(); task; task = queue.shift()) {
      if (options.signal?.aborted) {
        task.cancel()
        continue
      }
      if (worker && !worker.alive) workers.delete(worker)
      if (!worker?.alive) worker = hire()
      const end = await task.start(worker)
      if (end === 'again') queue.unshift(task)
      if (end === 'done') continue
      dismiss(worker)
      worker = undefined
    }
    active -= 1
    if (worker?.alive) idle.push(worker)
  }

  return {
    push: (task) => {
      queue.push(task)
      if (active >= options.workers) return
      active += 1
      void work()
    },
    close: async () => {
      await Promise.all([...workers].map((worker) => worker.close()))
    },
  }
}
