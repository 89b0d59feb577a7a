import type { RunResult } from './run-result.ts'

/**
 * Join the results of an example on several filesystems.
 *
 * @param results
 *   At least one; the first provides outcomes and chart, and faults of the others name their file
 *   system.
 */
export function joinResults([first, ...others]: readonly RunResult[]): RunResult {
  if (first === undefined) throw new RangeError('Missing results, expected at least one')
  return others.reduce(join, first)
}

function join(whole: RunResult, next: RunResult): RunResult {
  const { labels, group = [] } = whole.example
  const hint = `\`fs=${labels.fs}\` means ${group.join(' and ')}; on ${whole.fs} the page is right`
  return {
    ...whole,
    ...(whole.status === 'passed' && { status: next.status }),
    ...(next.skip && { skip: next.skip }),
    faults: [...whole.faults, ...next.faults.map((fault) => ({ ...fault, fs: next.fs, hint }))],
    fs: `${whole.fs}, ${next.fs}`,
    output: whole.output + next.output,
    durationMs: whole.durationMs + next.durationMs,
  }
}
