import type { Exploration, Finding } from '../../explore/index.ts'
import type { LoadedScenario } from '../trace/load-scenario.ts'
import { noFindings, showChart } from './explore-text.ts'
import { scheduleText } from './schedule-text.ts'

/** Columns inside a section of a man page. */
const width = 69

/**
 * Describe the broken invariants for a page, grouped by the schedule that breaks them, with charts.
 */
export async function findingsText(loaded: LoadedScenario, result: Exploration): Promise<string> {
  const { findings, profile } = result
  if (findings.length === 0) return noFindings
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = JSON.stringify(finding.schedule)
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  const parts = [...groups.values()].map(async (group) => {
    const heads = group.map(headOf).join('\n')
    const { schedule } = group[0] as Finding
    const way = schedule.replayable
      ? await showChart(loaded, profile, { schedule, columns: width })
      : `${scheduleText(schedule, loaded.lines).join('\n')}\n`
    return `${heads}\n\n${way}`
  })
  return (await Promise.all(parts)).join('\n')
}

function headOf({ invariant, title, message, row, reason }: Finding): string {
  const standing = row === undefined ? 'declared by no row' : `row ${row}: ${reason}`
  return [`FINDING ${invariant}: ${message}`, `broken: ${title}`, standing].map(wrapped).join('\n')
}

/** Break a text into lines of at most `width` columns, all but the first one indented. */
function wrapped(text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length > width) lines.push(line)
    line = longer.length > width ? `  ${word}` : longer
  }
  return [...lines, line].join('\n')
}
