import type { Node } from 'unist'
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { fatalOf } from './level.ts'
import { type CompilerRuleId, type RuleId, ruleFor } from './rules.ts'

/** Point of a page: 1-based line and column, 0-based offset. */
export interface ReportPoint {
  readonly line: number
  readonly column: number
  readonly offset?: number | undefined
}

/** Range of a page, or a point in it. */
export type ReportPlace = ReportPoint | { readonly start: ReportPoint; readonly end: ReportPoint }

/** Optional parts of a message. */
export interface ReportDetails {
  /** More lines for the reader, without a final newline. */
  readonly note?: string | undefined
  /** Nodes from the root to the one at fault. */
  readonly ancestors?: readonly Node[] | undefined
  readonly cause?: unknown
  /** Valid values. */
  readonly expected?: readonly string[] | undefined
  /** Value found. */
  readonly actual?: string | undefined
}

/** The last two arguments of `report`. */
export type ReportWhere = readonly [place?: ReportPlace | undefined, details?: ReportDetails]

/**
 * Add a message to a file, for the rule that was broken.
 *
 * @param file
 *   Page at fault.
 * @param ruleId
 *   Rule; gives level and url.
 * @param reason
 *   One line: "Unexpected X, expected Y", "Missing X" or "Cannot do X: reason".
 * @param where
 *   Place, absent for the whole file; then details.
 * @returns
 *   The message, already on the file.
 * @see vfile-message 4, `Options` and the well-known fields
 */
export function report(
  file: VFile,
  ruleId: RuleId | CompilerRuleId,
  reason: string,
  ...where: ReportWhere
): VFileMessage {
  const [place, details = {}] = where
  const { note, ancestors, cause, expected, actual } = details
  const rule = ruleFor(ruleId)
  const message = file.message(reason, {
    ...(place && { place }),
    ...(ancestors && { ancestors: [...ancestors] }),
    ...(cause !== undefined && { cause: asError(cause) }),
    source: 'manproof',
    ruleId,
  })
  message.fatal = fatalOf(rule.level)
  message.url = rule.url
  if (note !== undefined) message.note = note
  if (expected) message.expected = [...expected]
  if (actual !== undefined) message.actual = actual
  return message
}

// vfile-message reads `stack` of its cause; an example can throw anything.
function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}
