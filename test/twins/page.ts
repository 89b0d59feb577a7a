import { explained } from './differences.ts'
import type { Lane } from './lane.ts'

/** Run of lanes. */
export interface Run {
  /** First seed. */
  readonly seed: number
  /** As `2026-11-28`. */
  readonly date: string
}

const columns = [
  ...['target', 'fs', 'kernel', 'twin', 'programs', 'calls', 'seconds'],
  ...['explained', 'not repeated', 'unexplained', 'first seed', 'date'],
]
const line = (cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`

function rowOf(lane: Lane, { seed, date }: Run): string {
  const known = [...lane.explained].map(([id, count]) => `${id} ${count}`).join(', ') || 'none'
  const { target, fs, release, profile, programs, calls, seconds, unstable, found } = lane
  const numbers = [programs, calls, seconds.toFixed(0), known, unstable, found, seed, date]
  return line([target, fs, release, `sim:${profile}`, ...numbers])
}

/** Format rows as a table. */
export function tableOf(rows: readonly string[]): string {
  return [line(columns), line(columns.map(() => '---')), ...rows].join('\n')
}

/** Format lanes as rows. */
export function rowsOf(lanes: readonly Lane[], run: Run): readonly string[] {
  return lanes.map((lane) => rowOf(lane, run))
}

/** Read the target and filesystem of a row. */
function keyOf(row: string): string {
  return row.split(' | ').slice(0, 2).join(' ')
}

const isRow = (text: string): boolean => /^\| (?:host|vm:\S+) \| /.test(text)

/**
 * Rewrite the page.
 *
 * @param old
 *   Page so far, from which the rows of other lanes are kept.
 */
export function pageOf(rows: readonly string[], old: string): string {
  const all = new Map([...old.split('\n').filter(isRow), ...rows].map((row) => [keyOf(row), row]))
  const list = explained.map(
    ({ id, source, row, why }) => `- \`${id}\` (${source}; row ${row}): ${why}.\n`,
  )
  return `# Random twins

Written by \`npm run soak -- --record\`: random programs on a real kernel and on its simulated twin.
Programs on \`host\` are about leases, those on guests about mappings, pins, and changes of files.

${tableOf([...all.values()])}

"Not repeated": programs that did not differ again in their own world.

## Explained differences

${list.join('')}`
}
