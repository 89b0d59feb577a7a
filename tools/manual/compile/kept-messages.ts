import type { VFile } from 'vfile'
import { type ReportPlace, type RuleId, report } from '../../message/index.ts'

/** A message as plain data. */
export interface KeptMessage {
  readonly ruleId: RuleId
  readonly reason: string
  readonly place?: ReportPlace
  readonly note?: string
}

/**
 * Turn the messages of a file into plain data.
 *
 * @param file
 *   File whose messages came from `report`.
 * @returns
 *   All that is printed of them, in their order.
 */
export function keepMessages(file: VFile): KeptMessage[] {
  return file.messages.map(({ ruleId, reason, place, note }) => ({
    ruleId: ruleId as RuleId,
    reason,
    ...(place && { place: place as ReportPlace }),
    ...(note !== undefined && { note }),
  }))
}

/**
 * Put kept messages on a file again.
 *
 * @param file
 *   The file that they are about.
 * @param messages
 *   Messages.
 */
export function restoreMessages(file: VFile, messages: readonly KeptMessage[]): void {
  for (const { ruleId, reason, place, note } of messages) {
    report(file, ruleId, reason, place, { note })
  }
}
