export { codeFrame } from './code-frame.ts'
export {
  CliError,
  configError,
  configPage,
  exitCode,
  systemError,
  usageError,
} from './failure.ts'
export { formatMessages, type MessageParts, messageParts } from './format-messages.ts'
export { type Level, levelOf } from './level.ts'
export {
  type ReportDetails,
  type ReportPlace,
  type ReportPoint,
  type ReportWhere,
  report,
} from './report.ts'
export { type CompilerRuleId, type Rule, type RuleId, ruleFor, rules } from './rules.ts'
export { shorten } from './shorten.ts'
export { unlessReported } from './unless-reported.ts'
export { visibleLine, visibleText } from './visible-text.ts'
export { widthOf } from './width-of.ts'
export { worstLevel } from './worst-level.ts'
