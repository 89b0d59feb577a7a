import type { Plan } from '../plan.ts'
import { type MatchOptions, matchLine, type Names } from './match-line.ts'
import type { ExpectedLine, OutputLine } from './outcome-lines.ts'

/** What the lines of one moment are held against. */
export interface MatchingLines {
  readonly plan: Plan
  readonly output: readonly OutputLine[]
  readonly options: MatchOptions
  /** Line of the output with which the moment begins. */
  readonly cursor: number
  readonly names: Names
  readonly onMismatch: (index: number, expected: OutputLine) => void
}

/**
 * The lines of a moment as an onlooker of a real kernel may have them: by rank, and without the
 * sleep of a call that was over before anybody looked.
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
 * Hold expected lines against the output from a place on.
 *
 * With renamed numbers, lines of one rank that speak of different processes may change places:
 * nobody can tell which came first.
 *
 * @returns
 *   The names as known after each way to match them; empty: they are not what comes.
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

/** Expected lines that may come first: of the first rank, the first of each process. */
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
