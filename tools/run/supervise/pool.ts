import type { Outcome, Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import type { RunTrace } from '../judge/run-result.ts'
import type { Program } from '../program/prepare-example.ts'
import type { Probe } from '../worker/driver.ts'
import type { Reply, RunRequest, Thrown } from '../worker/protocol.ts'
import { type CrewOptions, openCrew } from './crew.ts'
import type { Death } from './death.ts'
import type { Supervised } from './supervise.ts'

/** A compiled example and the settings of its run. */
export interface Job {
  readonly example: Example
  readonly program: Program
  readonly target: Target
  /** Path of the page, for `import.meta` and stacks. */
  readonly path: string
  /** Directory URL from which imports resolve. */
  readonly base: string
  /** Per expectation: whether the page states a JSON object or list. */
  readonly json: readonly boolean[]
  /** Filesystem of its worlds. */
  readonly fs: string
}

/** Observed outcome of one expectation. */
export interface Observation {
  readonly index: number
  readonly outcome: Outcome
  /** What a blocked call waits for, or why its value cannot be shown. */
  readonly note?: string
}

/** What a run did, not yet judged. */
export interface Raw {
  /** Number of the run in its pool; stack frames carry it. */
  readonly id: number
  /** Every outcome, in chronological order. */
  readonly observed: readonly Observation[]
  readonly death?: Death
  readonly error?: Thrown
  /** Uncaught errors. */
  readonly late: readonly Thrown[]
  /** Offset of the last statement reached. */
  readonly at: number
  readonly fs: string
  /** Names of the targets whose worlds were opened; empty if the run did not finish. */
  readonly opened: readonly string[]
  readonly output: string
  readonly traces: readonly RunTrace[]
  /** Names of built-ins that it changed. */
  readonly changed: readonly string[]
}

/** What a run did after its end. */
export type Late = { readonly error: Thrown } | { readonly changed: readonly string[] }

/** Options of a pool. */
export interface PoolOptions extends CrewOptions {
  /** Called if a finished run has left an error or a changed built-in. */
  onLate?(id: number, late: Late): void
}

/** Supervised workers that share a queue. */
export interface Pool extends AsyncDisposable {
  probe(target: Target): Promise<Probe>
  run(job: Job): Promise<Raw>
}

/** Milliseconds for a driver to compile its parts and examine its system. */
const probeMs = 120_000

/** Open a pool; workers start on demand, and again after a death. */
export function openPool(options: PoolOptions): Pool {
  const crew = openCrew(options, (reply) => {
    if (reply.type === 'late') options.onLate?.(reply.id, reply)
  })
  /** Id of the last run on each worker. */
  const lastIds = new WeakMap<Supervised, number>()
  let ids = 0

  function run(job: Job): Promise<Raw> {
    ids += 1
    const id = ids
    let suspect: { readonly id: number; readonly changed: readonly string[] } | undefined
    return new Promise((resolve) => {
      crew.push({
        start: async (worker) => {
          const before = lastIds.get(worker)
          lastIds.set(worker, id)
          const { raw, isSpent } = await runOn(worker, id, { job, options })
          if (raw.death?.kind === 'blocked') return 'again'
          if (raw.changed.length > 0 && before !== undefined) {
            // The run before may be to blame: it can keep working after its end.
            suspect = { id: before, changed: raw.changed }
            return 'again'
          }
          if (suspect && raw.changed.length === 0) options.onLate?.(suspect.id, suspect)
          resolve(raw)
          return isSpent ? 'spent' : 'done'
        },
        cancel: () => resolve(cancelledRun(id, job)),
      })
    })
  }

  function probe(target: Target): Promise<Probe> {
    ids += 1
    const id = ids
    return new Promise((resolve) => {
      crew.push({
        start: async (worker) => {
          resolve(await probeOn(worker, id, target))
          return 'done'
        },
        cancel: () => resolve(unusable(target, 'the run was stopped')),
      })
    })
  }

  return { probe, run, [Symbol.asyncDispose]: () => crew.close() }
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
  return probe ?? unusable(target, `its worker ended (${death?.kind}) during the probe`)
}

function unusable({ name, module }: Target, reason: string): Probe {
  return { available: false, name, reason, remedy: `see the module \`${module}\``, broken: true }
}

function cancelledRun(id: number, { fs }: Job): Raw {
  const nothing = { observed: [], late: [], opened: [], output: '', traces: [], changed: [] }
  return { id, ...nothing, at: 0, fs, death: { kind: 'abort' } }
}

async function runOn(
  worker: Supervised,
  id: number,
  { job, options }: { job: Job; options: PoolOptions },
): Promise<{ readonly raw: Raw; readonly isSpent: boolean }> {
  const observed: Observation[] = []
  const late: Thrown[] = []
  let done: Extract<Reply, { type: 'done' }> | undefined
  const death = await worker.ask(requestFor(id, job, options), {
    timeoutMs: options.timeoutMs,
    signal: options.signal,
    onReply: (reply) => {
      if (reply.type === 'observed') observed.push(reply)
      if (reply.type === 'late' && reply.id === id) late.push(reply.error)
      if (reply.type === 'late' && reply.id !== id) options.onLate?.(reply.id, reply)
      if (reply.type === 'done') done = reply
      return done && 'last'
    },
  })
  const nothing = { at: worker.at, fs: job.fs, opened: [], output: '', traces: [] }
  const { at, fs, opened, output, traces, error } = done ?? { ...nothing, error: undefined }
  const { changed, isSpent } = done?.leftovers ?? { changed: '', isSpent: false }
  const raw: Raw = {
    id,
    observed,
    late,
    at,
    fs,
    opened,
    output,
    traces,
    changed: changed === '' ? [] : changed.split('\n'),
    ...(death && { death }),
    ...(error && { error }),
  }
  return { raw, isSpent }
}

function requestFor(id: number, job: Job, options: PoolOptions): RunRequest {
  const { example, target, program, path, base, json, fs } = job
  const asked = example.labels.fs
  // Leave a second for the rest of an example after a call that stays blocked.
  const waitMs = Math.max(options.timeoutMs - 1_000, options.timeoutMs / 2)
  return { type: 'run', id, target, code: program.code, path, base, fs, asked, waitMs, json }
}
