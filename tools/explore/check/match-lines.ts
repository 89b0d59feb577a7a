import type { Plan } from '../plan.ts'
import { type MatchOptions, matchLine, type Names } from './match-line.ts'
import type { ExpectedLine, OutputLine } from './outcome-lines.ts'

export interface MatchingLines {
  readonly plan: Plan
  readonly output: readonly OutputLine[]
  readonly options: MatchOptions
  readonly cursor: number
  readonly names: Names
  readonly onMismatch: (index: number, expected: OutputLine) => void
}

/**
 * The lines of a moment as an observer of a real kernel can see them: by rank, and possibly without
 * the sleep of a call that ended at once.
 */
export function seenLines(lines: readonly ExpectedLine[]): (readonly ExpectedLine[])[] {
  const ranked = [...lines].sort((a, b) => a.rank - b.rank)
  const [first] = ranked
  if (first?.line['blocked'] !== true || first.rank !== 0) return [ranked]
  const answer = ranked.findIndex(({ line }, index) => index > 0 && line['id'] === first.line['id'])
  const found = ranked[answer]
  if (found === undefined || found.line['at'] !== first.line['at']) return [ranked]
  const others = ranked.filter((each) => each !== first && each !== found)
  return [ranked, [{ ...found, rank: 0 }, ...others]]
}

/**
 * Match expected lines with the output at a position.
 *
 * With renamed numbers, lines of one rank for different processes can be in any order, since an
 * observer cannot know which came first.
 *
 * @returns
 *   Extended names for each way to match the lines; empty if there is none.
 */
export function matchLines(lines: readonly ExpectedLine[], matching: MatchingLines): Names[] {
  const { plan, output, options, cursor, names, onMismatch } = matching
  if (lines.length === 0) return [names]
  const recorded = output[cursor]
  return candidates(lines, matching).flatMap((expected) => {
    const answered = plan.calls.find(({ id }) => id === expected.line['id'])
    const next = recorded && matchLine(recorded, expected, { answered, names, options })
    if (next === undefined) {
      onMismatch(cursor, expected.line)
      return []
    }
    const rest = lines.filter((each) => each !== expected)
    return matchLines(rest, { ...matching, cursor: cursor + 1, names: next })
  })
}

/** Expected lines that can come first: of the first rank, the first of each process. */
function candidates(
  lines: readonly ExpectedLine[],
  { plan, options }: MatchingLines,
): readonly ExpectedLine[] {
  if (options.numbers === 'exact') return lines.slice(0, 1)
  const seen = new Set<unknown>()
  return lines.filter(({ line, rank }) => {
    const process = line['process'] ?? plan.calls.find(({ id }) => id === line['id'])?.process
    if (rank !== lines[0]?.rank || seen.has(process)) return false
    seen.add(process)
    return true
  })
}
