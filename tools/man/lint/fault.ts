import type { RuleId } from '../../message/index.ts'
import type { RoffLine } from './roff-line.ts'

/** Rules about compiled pages. */
export type RoffRuleId = Extract<RuleId, `roff-${string}`>

/** A line that breaks a rule. */
export interface Fault {
  readonly line: RoffLine
  /** "Unexpected X, expected Y". */
  readonly reason: string
}

/** Find the lines of a page that break a rule. */
export type Lint = (lines: readonly RoffLine[]) => Fault[]

/** Make a lint that checks each line separately. */
export function lintEach(reasonFor: (line: RoffLine) => string | undefined): Lint {
  return (lines) => {
    const faults: Fault[] = []
    for (const line of lines) {
      const reason = reasonFor(line)
      if (reason !== undefined) faults.push({ line, reason })
    }
    return faults
  }
}
