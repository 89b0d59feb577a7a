import type { Reply } from '../worker/protocol.ts'
import { type Supervised, supervise } from './supervise.ts'
import type { Limits } from './watch-progress.ts'

/** A task for a worker. */
export interface Task {
  /** `spent`: no other task can use this worker; `again`: nor could this one, which is retried. */
  start(worker: Supervised): Promise<'done' | 'spent' | 'again'>
  /** Answer without a worker, because the run was stopped. */
  cancel(): void
}

/** Workers and a queue of tasks. */
export interface Crew {
  push(task: Task): void
  close(): Promise<void>
}

/** Number and limits of workers. */
export interface CrewOptions extends Limits {
  readonly workers: number
  readonly signal?: AbortSignal | undefined
}

/** Milliseconds for which a spent worker can still report errors. */
const lingerMs = 500

/** Open a crew; workers start on demand, and again after a death. */
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

  /** Close a worker after a delay, in which late errors of its last run are reported. */
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
