import type { Example, Outcome, Target, Trace } from '../spec/index.ts'
import type { Death } from './death.ts'
import type { Program } from './prepare-example.ts'
import { type Supervised, supervise } from './supervise.ts'
import type { Limits } from './watch-progress.ts'
import type { Probe } from './worker/driver.ts'
import type { Reply, RunRequest, Thrown } from './worker/protocol.ts'

/** An example, compiled, and what its run needs to know. */
export interface Job {
  readonly example: Example
  readonly program: Program
  readonly target: Target
  /** Path of the page, for `import.meta` and stacks. */
  readonly path: string
  /** Directory URL from which imports resolve. */
  readonly base: string
  /** Per expectation: whether the page states a JSON object or list there. */
  readonly json: readonly boolean[]
  /** File system of its worlds. */
  readonly fs: string
}

/** What became of one expectation. */
export interface Observation {
  readonly index: number
  readonly outcome: Outcome
  /** What a call that is blocked waits for. */
  readonly waits?: string
}

/** What a run did, before anyone judges it. */
export interface Raw {
  /** Number of the run in its pool; stack frames carry it. */
  readonly id: number
  /** Every outcome, in the order of time. */
  readonly observed: readonly Observation[]
  readonly death?: Death
  readonly error?: Thrown
  /** Errors that nobody caught. */
  readonly late: readonly Thrown[]
  /** Offset of the statement that was reached last. */
  readonly at: number
  readonly fs: string
  /** Names of the targets whose worlds were opened; empty where the run has no end. */
  readonly opened: readonly string[]
  readonly output: string
  readonly trace?: Trace
}

/** What a pool may use. */
export interface PoolOptions extends Limits {
  readonly workers: number
  readonly signal?: AbortSignal | undefined
  /** Called when a run that was over turns out to have left an error behind. */
  onLate?(id: number, error: Thrown): void
}

/** Supervised workers that share a queue. */
export interface Pool extends AsyncDisposable {
  probe(target: Target): Promise<Probe>
  run(job: Job): Promise<Raw>
}

/** Milliseconds for a driver to compile what it needs and to look at its system. */
const probeMs = 120_000

interface Task {
  start(worker: Supervised): Promise<void>
  /** Answer without a worker: we were told to stop. */
  cancel(): void
}

/** Open a pool; workers start when there is work for them, and again after a death. */
export function openPool(options: PoolOptions): Pool {
  const crew = openCrew(options)
  let lastId = 0

  function push<Result>(
    start: (worker: Supervised, id: number) => Promise<Result>,
    cancelled: (id: number) => Result,
  ): Promise<Result> {
    lastId += 1
    const id = lastId
    return new Promise((resolve, reject) => {
      crew.push({
        start: (worker) => start(worker, id).then(resolve, reject),
        cancel: () => resolve(cancelled(id)),
      })
    })
  }

  return {
    probe: (target) =>
      push(
        (worker, id) => probeOn(worker, id, target),
        () => unusable(target, 'the run was stopped'),
      ),
    run: (job) =>
      push(
        (worker, id) => runOn(worker, id, { job, options }),
        (id) => cancelledRun(id, job),
      ),
    [Symbol.asyncDispose]: () => crew.close(),
  }
}

/** Workers, and the tasks that wait for one. */
interface Crew {
  push(task: Task): void
  close(): Promise<void>
}

function openCrew(options: PoolOptions): Crew {
  const queue: Task[] = []
  const idle: Supervised[] = []
  const workers = new Set<Supervised>()
  let active = 0

  function hire(): Supervised {
    const worker = supervise(options, (reply) => {
      if (reply.type === 'late') options.onLate?.(reply.id, reply.error)
    })
    workers.add(worker)
    return worker
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
      await task.start(worker)
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

async function probeOn(worker: Supervised, id: number, target: Target): Promise<Probe> {
  let probe: Probe | undefined
  const death = await worker.ask(
    { type: 'probe', id, target },
    {
      timeoutMs: probeMs,
      onReply: (reply) => {
        if (reply.type !== 'probed') return undefined
        probe = reply.probe
        return 'last'
      },
    },
  )
  return probe ?? unusable(target, `its worker ended (${death?.kind}) while it was looked at`)
}

function unusable({ name, module }: Target, reason: string): Probe {
  return { available: false, name, reason, remedy: `see the module \`${module}\``, broken: true }
}

function cancelledRun(id: number, { fs }: Job): Raw {
  return { id, observed: [], late: [], at: 0, fs, opened: [], output: '', death: { kind: 'abort' } }
}

async function runOn(
  worker: Supervised,
  id: number,
  { job, options }: { job: Job; options: PoolOptions },
): Promise<Raw> {
  const observed: Observation[] = []
  const late: Thrown[] = []
  let done: Extract<Reply, { type: 'done' }> | undefined
  const death = await worker.ask(requestFor(id, job, options), {
    timeoutMs: options.timeoutMs,
    signal: options.signal,
    onReply: (reply) => {
      if (reply.type === 'observed') observed.push(reply)
      if (reply.type === 'late' && reply.id === id) late.push(reply.error)
      if (reply.type === 'late' && reply.id !== id) options.onLate?.(reply.id, reply.error)
      if (reply.type === 'done') done = reply
      return done && 'last'
    },
  })
  const nothing = { at: worker.at, fs: job.fs, opened: [], output: '', error: undefined }
  const { at, fs, opened, output, error } = done ?? nothing
  return {
    id,
    observed,
    late,
    at,
    fs,
    opened,
    output,
    ...(done?.trace && { trace: done.trace }),
    ...(death && { death }),
    ...(error && { error }),
  }
}

function requestFor(id: number, job: Job, options: PoolOptions): RunRequest {
  const { target, program, path, base, json, fs } = job
  // A second is left for the rest of an example whose call stays blocked.
  const waitMs = Math.max(options.timeoutMs - 1_000, options.timeoutMs / 2)
  return { type: 'run', id, target, code: program.code, path, base, fs, waitMs, json }
}
