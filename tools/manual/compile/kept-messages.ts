import type { VFile } from 'vfile'
import { type ReportPlace, type RuleId, report, rules } from '../../message/index.ts'

export interface KeptMessage {
  /** Ours, or that of a plugin. */
  readonly ruleId?: string
  readonly reason: string
  readonly place?: ReportPlace
  readonly note?: string
  /** Further members of a message of a plugin. */
  readonly foreign?: { readonly source?: string; readonly fatal?: boolean; readonly url?: string }
}

/** Convert the messages of a file to plain data. */
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

/** Add kept messages to a file. */
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
