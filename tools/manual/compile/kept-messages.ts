import type { VFile } from 'vfile'
import { type ReportPlace, type RuleId, report, rules } from '../../message/index.ts'

/** A message as plain data. */
export interface KeptMessage {
  /** Rule of ours; other messages are a plugin's own. */
  readonly ruleId?: string
  readonly reason: string
  readonly place?: ReportPlace
  readonly note?: string
  /** What a plugin's own message has besides. */
  readonly foreign?: { readonly source?: string; readonly fatal?: boolean; readonly url?: string }
}

/**
 * Turn the messages of a file into plain data.
 *
 * @param file
 *   File whose messages came from `report`, or from plugins.
 * @returns
 *   All that is printed of them, in their order.
 */
export function keepMessages(file: VFile): KeptMessage[] {
  return file.messages.map(({ ruleId, reason, place, note, source, fatal, url }) => ({
    ...(ruleId !== undefined && { ruleId }),
    reason,
    ...(place && { place: place as ReportPlace }),
    ...(note !== undefined && { note }),
    ...(!isOurs(ruleId) && {
      foreign: {
        ...(source !== undefined && { source }),
        ...(typeof fatal === 'boolean' && { fatal }),
        ...(url !== undefined && { url }),
      },
    }),
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
  for (const { ruleId, reason, place, note, foreign } of messages) {
    if (isOurs(ruleId)) {
      report(file, ruleId, reason, place, { note })
      continue
    }
    const message = file.message(reason, place && { place })
    Object.assign(message, { fatal: undefined, note, ruleId, ...foreign })
  }
}

function isOurs(ruleId: string | undefined): ruleId is RuleId {
  return ruleId !== undefined && Object.hasOwn(rules, ruleId)
}
