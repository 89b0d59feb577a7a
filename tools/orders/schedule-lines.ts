import type { TraceLine } from '../driver/index.ts'
import type { Schedule } from '../explore/index.ts'

/**
 * Convert a schedule to the input of a trace.
 *
 * @param schedule
 *   Schedule, from `explore`; the replay is only faithful if it is replayable.
 * @param lines
 *   Input of the explored trace.
 * @returns
 *   The world, the processes in the order of the search, then the calls.
 */
export function scheduleLines(schedule: Schedule, lines: readonly TraceLine[]): TraceLine[] {
  const world = lines.filter((line) => 'world' in line)
  const byId = new Map(lines.map((line) => [line['id'], line]))
  const steps = schedule.steps.flatMap((step, index): TraceLine[] => {
    if ('advance' in step) {
      return [{ id: `advance ${index}`, call: 'advance', args: [step.advance] }]
    }
    if (!('call' in step)) return []
    const { async: _, ...line } = byId.get(step.call) ?? {}
    return [step.async ? { ...line, async: true } : line]
  })
  return [...world, ...spawnsOf(steps, lines), ...steps]
}

/** Spawns that keep the order of the search, since a process is otherwise made by its first use. */
function spawnsOf(steps: readonly TraceLine[], lines: readonly TraceLine[]): TraceLine[] {
  const written = lines.filter(({ call }) => call === 'spawn')
  const order = namesOf(lines)
  const used = namesOf(steps)
  const isSame = used.every((name, index) => order[index] === name)
  if (isSame && written.length === 0) return []
  return order.map((process) => {
    const own = written.find((line) => line['process'] === process)
    return own ?? { id: `spawn ${process}`, process, call: 'spawn', args: [] }
  })
}

/** Processes not made by `fork`, in the order of first mention. */
function namesOf(lines: readonly TraceLine[]): string[] {
  const children = new Set(
    lines.flatMap(({ call, args }) =>
      call === 'fork' && Array.isArray(args) ? [String(args[0])] : [],
    ),
  )
  const names = lines.flatMap(({ process }) => (typeof process === 'string' ? [process] : []))
  return [...new Set(names)].filter((name) => !children.has(name))
}
