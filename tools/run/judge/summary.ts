import type { Target } from '../../outcome/index.ts'
import type { Probe } from '../worker/driver.ts'
import type { RunResult, Skip } from './run-result.ts'

/** Number of runs that were skipped for one reason. */
export interface SkipCount extends Skip {
  readonly count: number
}

/** Summary of one target. */
export interface TargetSummary {
  readonly target: Target
  readonly probe: Probe
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Why runs were skipped, the most frequent reason first. */
  readonly skips: readonly SkipCount[]
  /** Whether at least one example ran; a target that ran nothing does not pass. */
  readonly ran: boolean
}

/** Summary of all targets. */
export interface Summary {
  readonly targets: readonly TargetSummary[]
  readonly examples: number
  /** Runs that were not skipped. */
  readonly runs: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Examples that are only type-checked, with their reasons. */
  readonly norun: readonly {
    readonly path: string
    readonly name: string
    readonly reason: string
  }[]
  /** True if nothing failed, no driver is broken, and every usable target ran something. */
  readonly ok: boolean
}

/** Count results. */
export function summarize(
  probes: ReadonlyMap<Target, Probe>,
  results: readonly RunResult[],
): Summary {
  const targets = [...probes].map(([target, probe]) =>
    summarizeTarget(
      target,
      probe,
      results.filter((result) => result.target === target),
    ),
  )
  const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
    targets.reduce((total, target) => total + target[key], 0)
  const failed = sum('failed')
  const passed = sum('passed')
  const ran = passed + failed
  return {
    targets,
    examples: new Set(results.map((result) => result.example)).size,
    runs: ran,
    passed,
    failed,
    skipped: sum('skipped'),
    norun: norunOf(results),
    ok: failed === 0 && ran > 0 && targets.every(isSound),
  }
}

function isSound({ ran, probe }: TargetSummary): boolean {
  return probe.available ? ran : probe.broken !== true
}

function summarizeTarget(
  target: Target,
  probe: Probe,
  results: readonly RunResult[],
): TargetSummary {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { status } of results) counts[status] += 1
  return {
    target,
    probe,
    ...counts,
    skips: countSkips(results),
    ran: counts.passed + counts.failed > 0,
  }
}

function countSkips(results: readonly RunResult[]): SkipCount[] {
  const counts = new Map<string, SkipCount>()
  for (const { skip } of results) {
    if (!skip) continue
    const key = `${skip.kind} ${skip.reason}`
    counts.set(key, { ...skip, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

function norunOf(results: readonly RunResult[]): Summary['norun'] {
  const found = new Map<object, { path: string; name: string; reason: string }>()
  for (const { skip, example, path } of results) {
    if (skip?.kind !== 'norun') continue
    found.set(example, { path, name: example.labels.name, reason: skip.reason })
  }
  return [...found.values()]
}
