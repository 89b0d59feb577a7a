import { availableParallelism } from 'node:os'
import type { Target } from '../outcome/index.ts'
import type { Page } from '../page/index.ts'
import { reportResults } from './judge/report-results.ts'
import type { RunResult } from './judge/run-result.ts'
import { type Summary, summarize } from './judge/summary.ts'
import { type Program, prepareExample } from './program/prepare-example.ts'
import { laneOf, openRunner, type Run, type RunnerOptions } from './supervise/runner.ts'
import type { Probe } from './worker/driver.ts'

/** Limits, selection and progress of a run. */
export interface RunOptions extends RunnerOptions {
  /** Selects runs; others do not appear in the results. */
  readonly filter?: (run: Pick<Run, 'example' | 'target' | 'path'>) => boolean
  /** Called after each run. */
  readonly onProgress?: (progress: Progress) => void
}

/** Progress of a run. */
export interface Progress {
  readonly done: number
  readonly total: number
  /** The run that has just ended. */
  readonly result: RunResult
}

/** Event of a run. */
export type RunEvent =
  | { readonly type: 'target'; readonly target: Target; readonly probe: Probe }
  /** A second result for one example and target replaces the first: an error came late. */
  | { readonly type: 'result'; readonly result: RunResult }
  | { readonly type: 'summary'; readonly summary: Summary; readonly results: readonly RunResult[] }

/**
 * Run the examples of pages on targets, and yield outcomes as data.
 *
 * Each example is compiled once. Before the summary, faults become messages on the pages' files,
 * one for all targets with the same fault.
 *
 * @param pages
 *   Pages.
 * @param targets
 *   Targets, in the order in which the summary lists them.
 * @param options
 *   Limits, filter, signal and progress; see `RunOptions`.
 * @returns
 *   Events; the last one is the summary.
 */
export async function* runExamples(
  pages: readonly Page[],
  targets: readonly Target[],
  options: RunOptions = {},
): AsyncGenerator<RunEvent, void, void> {
  const events = openQueue<RunEvent>()
  const results = new Map<string, RunResult>()
  const keep = (result: RunResult): void => {
    results.set(keyOf(result), result)
    events.push({ type: 'result', result })
  }
  const runs = runsOf(pages, targets, options)
  const probes = new Map<Target, Probe>()
  const leaving = new AbortController()
  const signals = [leaving.signal, ...(options.signal ? [options.signal] : [])]
  const working = work().finally(() => events.end())
  working.catch(() => undefined)

  async function work(): Promise<void> {
    await using runner = openRunner({ ...options, signal: AbortSignal.any(signals) }, keep)
    let done = 0
    const probing = targets.map(async (target) => {
      const probe = await runner.probe(target)
      events.push({ type: 'target', target, probe })
      return [target, probe] as const
    })
    const take = async (queue: Run[]): Promise<void> => {
      for (let run = queue.shift(); run; run = queue.shift()) {
        const result = await runner.run(run)
        done += 1
        keep(result)
        options.onProgress?.({ done, total: runs.length, result })
      }
    }
    // One more than the threads: the next example compiles while the others run.
    const width = (options.workers ?? availableParallelism()) + 1
    const taking = lanesOf(runs).flatMap((lane) => Array.from({ length: width }, () => take(lane)))
    for (const [target, probe] of await Promise.all(probing)) probes.set(target, probe)
    await Promise.all(taking)
  }

  try {
    yield* events
  } finally {
    // A consumer that leaves early ends the current runs and waits for their cleanup.
    leaving.abort()
    await working
  }
  // In the order of pages and targets, not of completion.
  const all = runs.flatMap((run) => results.get(keyOf(run)) ?? [])
  for (const page of pages) {
    reportResults(
      page.file,
      all.filter((result) => result.path === page.file.path),
    )
  }
  yield { type: 'summary', summary: summarize(probes, all), results: all }
}

function keyOf({ path, example, target }: Pick<Run, 'path' | 'example' | 'target'>): string {
  return JSON.stringify([path, example.place.start.offset, target.name])
}

function runsOf(pages: readonly Page[], targets: readonly Target[], options: RunOptions): Run[] {
  const runs: Run[] = []
  for (const { file, examples } of pages) {
    const { path, cwd } = file
    for (const example of examples) {
      // Compiled for the first target that needs it, then shared.
      let compiled: Program | undefined
      const program = (): Program => {
        compiled ??= prepareExample(example)
        return compiled
      }
      const all = targets.map((target) => ({ example, program, target, path, cwd }))
      runs.push(...all.filter((run) => options.filter?.(run) ?? true))
    }
  }
  return runs
}

/** Group runs by queue: one for each real kernel, and one for all other targets. */
function lanesOf(runs: readonly Run[]): Run[][] {
  const lanes = new Map<string, Run[]>()
  for (const run of runs) {
    const key = laneOf(run.target)
    const lane = lanes.get(key)
    if (lane) lane.push(run)
    else lanes.set(key, [run])
  }
  return [...lanes.values()]
}

interface Queue<Item> extends AsyncIterable<Item> {
  push(item: Item): void
  end(): void
}

function openQueue<Item>(): Queue<Item> {
  const items: Item[] = []
  let ended = false
  let wake = (): void => undefined
  return {
    push: (item) => {
      items.push(item)
      wake()
    },
    end: () => {
      ended = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        yield* items.splice(0)
        if (items.length > 0) continue
        if (ended) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
