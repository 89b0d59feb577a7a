import type { RunResult } from './run-result.ts'

/**
 * Make one result of the runs of an example on one file system after the other.
 *
 * @param results
 *   At least one; the first keeps its outcomes and its chart, and what is wrong with another one
 *   names its file system.
 */
export function joinResults([first, ...others]: readonly RunResult[]): RunResult {
  if (first === undefined) throw new RangeError('Unexpected no result, expected at least one')
  return others.reduce(join, first)
}

function join(whole: RunResult, next: RunResult): RunResult {
  const { labels, group = [] } = whole.example
  const hint = `\`fs=${labels.fs}\` stands for ${group.join(' and ')}; with ${whole.fs} it is as the page says`
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
