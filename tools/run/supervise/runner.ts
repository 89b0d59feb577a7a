import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { claimFor, type Expectation, isReal, type Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import { changeFault, lateFault } from '../judge/error-faults.ts'
import { fileSystemsFor } from '../judge/file-systems.ts'
import { joinResults } from '../judge/join-results.ts'
import { compileFault, judge } from '../judge/judge.ts'
import type { RunResult, Skip } from '../judge/run-result.ts'
import { skipByLabel, skipByProbe } from '../judge/skip-for.ts'
import type { Program } from '../program/prepare-example.ts'
import type { Probe } from '../worker/driver.ts'
import { type Job, openPool, type Pool, type Raw } from './pool.ts'

/** Limits of a runner; every member has a default. */
export interface RunnerOptions {
  /** Threads for simulated targets; default: one per processor. A real kernel gets one. */
  readonly workers?: number
  /** Milliseconds for one example; default 10,000, and 60,000 on a real kernel. */
  readonly timeoutMs?: number
  /** Milliseconds for which the event loop can be blocked; default 2,000. */
  readonly stallMs?: number
  /** Megabytes of heap for a worker; default 512. */
  readonly memoryMb?: number
  /** Ends the current runs, cleans up, and skips the rest. */
  readonly signal?: AbortSignal
}

/** A run to perform. */
export interface Run {
  readonly example: Example
  /** Returns the compiled example; called just before a worker needs it. */
  readonly program: () => Program
  readonly target: Target
  /** Path of the page. */
  readonly path: string
  /** Directory that `path` is relative to. */
  readonly cwd: string
}

/** Runs examples on targets. */
export interface Runner extends AsyncDisposable {
  /** Probe a target once; the answer is kept. */
  probe(target: Target): Promise<Probe>
  run(run: Run): Promise<RunResult>
}

/**
 * Open the engine: supervised workers that start on demand.
 *
 * @param options
 *   Limits; see `RunnerOptions`.
 * @param onLate
 *   Called with the new result of a run that caused an error after its end.
 * @returns
 *   Runner; dispose it to end the workers.
 */
export function openRunner(
  options: RunnerOptions = {},
  onLate?: (result: RunResult) => void,
): Runner {
  const pools = new Map<string, Lane>()
  const probes = new Map<string, Promise<Probe>>()

  function laneFor(target: Target): Lane {
    const key = laneOf(target)
    const isOwn = key !== ''
    const known = pools.get(key)
    if (known) return known
    const lane = openLane(options, isOwn, onLate)
    pools.set(key, lane)
    return lane
  }

  function probe(target: Target): Promise<Probe> {
    const known = probes.get(target.name)
    if (known) return known
    const probing = laneFor(target).pool.probe(target)
    probes.set(target.name, probing)
    return probing
  }

  return {
    probe,
    run: async (run) => {
      const skip = skipByLabel(run.example, run.target)
      if (skip) return skipped(run, skip)
      const probed = await probe(run.target)
      const lack = skipByProbe(run.example, probed)
      const release = probed.available ? probed.release : ''
      if (lack) return skipped(run, lack, release)
      if (options.signal?.aborted) return skipped(run, stopped, release)
      return runOnEach(laneFor(run.target), run, release, fileSystemsFor(run.example, probed))
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map(({ pool }) => pool[Symbol.asyncDispose]()))
    },
  }
}

/**
 * Name the queue of a target's runs.
 *
 * Examples on a real kernel share its leases and settings, so they take turns; all simulated
 * targets share one queue and its threads.
 */
export function laneOf(target: Target): string {
  return isReal(target) ? target.name : ''
}

const stopped: Skip = { kind: 'aborted', reason: 'the run was stopped' }

/** A pool, and its finished runs by id. */
interface Lane {
  readonly pool: Pool
  readonly finished: Map<number, { readonly job: Job; readonly result: RunResult }>
}

function openLane(
  options: RunnerOptions,
  isOwn: boolean,
  onLate?: (result: RunResult) => void,
): Lane {
  const finished = new Map<number, { job: Job; result: RunResult }>()
  const pool = openPool({
    workers: isOwn ? 1 : (options.workers ?? availableParallelism()),
    timeoutMs: options.timeoutMs ?? (isOwn ? 60_000 : 10_000),
    stallMs: options.stallMs ?? 2_000,
    memoryMb: options.memoryMb ?? 512,
    signal: options.signal,
    onLate: (id, late) => {
      const known = finished.get(id)
      if (!known) return
      const fault =
        'error' in late
          ? lateFault(known.job, { id, at: 0 }, late.error)
          : changeFault(known.job, late.changed)
      const faults = [...known.result.faults, fault]
      const result: RunResult = { ...known.result, status: 'failed', faults }
      finished.set(id, { job: known.job, result })
      onLate?.(result)
    },
  })
  return { pool, finished }
}

/** Run on each filesystem in turn, until one fails. */
async function runOnEach(
  lane: Lane,
  run: Run,
  release: string,
  fileSystems: readonly string[],
): Promise<RunResult> {
  const done: Done[] = []
  for (const fs of fileSystems) {
    const one = await finish(lane, run, { release, fs })
    done.push(one)
    // An example that names its filesystem would use the same one again.
    if (one.result.status !== 'passed' || one.result.fs !== fs) break
  }
  // A late error can have changed the result on an earlier filesystem.
  return joinResults(done.map(({ id, result }) => lane.finished.get(id)?.result ?? result))
}

/** Result on one filesystem; `id` is -1 if the run did not start. */
interface Done {
  readonly id: number
  readonly result: RunResult
}

async function finish(
  { pool, finished }: Lane,
  run: Run,
  { release, fs: asked }: { readonly release: string; readonly fs: string },
): Promise<Done> {
  const { example, target, path, cwd } = run
  const base = new URL('./', pathToFileURL(`${cwd}/${path}`)).href
  const json = example.expectations.map((expectation) => wantsJson(expectation, target))
  const job: Job = { example, target, path, base, json, program: run.program(), fs: asked }
  const fault = compileFault(job)
  if (fault)
    return { id: -1, result: { ...blank(run, release), status: 'failed', faults: [fault] } }
  const began = performance.now()
  const raw = await pool.run(job)
  const skip = skipByRun(raw, target)
  const durationMs = performance.now() - began
  const { id, output, traces } = raw
  if (skip) return { id, result: { ...skipped(run, skip, release), durationMs, output, traces } }
  const { outcomes, faults } = judge(job, raw)
  const status = faults.length > 0 ? 'failed' : 'passed'
  const judged = { path, example, target, status, outcomes, faults } as const
  const result = { ...judged, release, fs: raw.fs, output, durationMs, traces }
  finished.set(id, { job, result })
  return { id, result }
}

function skipByRun({ death, error, opened }: Raw, target: Target): Skip | undefined {
  if (death?.kind === 'abort') return stopped
  // Its outcomes are those of the targets that it chose itself.
  if (opened.length > 0 && !opened.includes(target.name))
    return { kind: 'elsewhere', reason: `the example opens a world of ${opened.join(', ')} itself` }
  if (error?.name !== 'UnsupportedError') return undefined
  return { kind: 'unsupported', reason: error.message }
}

function wantsJson(expectation: Expectation, target: Target): boolean {
  const outcome = claimFor(expectation, target)?.outcome
  return outcome?.kind === 'value' && typeof outcome.value === 'object'
}

function blank(run: Run, release: string): Omit<RunResult, 'status'> {
  const { path, example, target } = run
  const outcomes = example.expectations.map(() => undefined)
  const { fs } = example.labels
  const nothing = { faults: [], output: '', durationMs: 0, traces: [] } as const
  return { path, example, target, outcomes, release, fs, ...nothing }
}

function skipped(run: Run, skip: Skip, release = ''): RunResult {
  return { ...blank(run, release), status: 'skipped', skip }
}
