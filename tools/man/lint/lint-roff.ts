import { lintCode, lintLink, lintList, lintParagraph } from './block-rules.ts'
import { lintAscii, lintBlank, lintEscape, lintLength, lintSign } from './byte-rules.ts'
import { lintGuard, lintHyphen, lintQuote, lintReference, lintRequest } from './control-rules.ts'
import type { Fault, Lint, RoffRuleId } from './fault.ts'
import { lintHint, lintName, lintTitle } from './frame-rules.ts'
import { lintTable } from './lint-table.ts'
import { readRoff } from './roff-line.ts'

const lints: Readonly<Record<RoffRuleId, Lint>> = {
  'roff-hint': lintHint,
  'roff-title': lintTitle,
  'roff-name': lintName,
  'roff-ascii': lintAscii,
  'roff-blank': lintBlank,
  'roff-length': lintLength,
  'roff-escape': lintEscape,
  'roff-sign': lintSign,
  'roff-guard': lintGuard,
  'roff-request': lintRequest,
  'roff-quote': lintQuote,
  'roff-reference': lintReference,
  'roff-hyphen': lintHyphen,
  'roff-code': lintCode,
  'roff-list': lintList,
  'roff-paragraph': lintParagraph,
  'roff-table': lintTable,
  'roff-link': lintLink,
}

/** A fault with its rule. */
export interface RoffFault extends Fault {
  readonly ruleId: RoffRuleId
}

/**
 * Check a compiled page against the rules for pages, without any external tool.
 *
 * @returns
 *   Faults, sorted by line.
 * @see man-pages(7), 6.20; groff_man_style(7), 1.24.2
 */
export function lintRoff(roff: string): RoffFault[] {
  const lines = readRoff(roff)
  const faults: RoffFault[] = []
  for (const [ruleId, lint] of Object.entries(lints) as [RoffRuleId, Lint][]) {
    for (const fault of lint(lines)) faults.push({ ...fault, ruleId })
  }
  return faults.sort((left, right) => left.line.number - right.line.number)
}
