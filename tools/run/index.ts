export { isTelling } from './evidence/choose-chart.ts'
export { compareEvidence } from './evidence/compare-evidence.ts'
export { recordEvidence } from './evidence/record-evidence.ts'
export { updateExpectations } from './evidence/update-expectations.ts'
export { type Fault, faultText } from './judge/fault.ts'
export { reportResults } from './judge/report-results.ts'
export type { RunResult, RunTrace, Skip } from './judge/run-result.ts'
export type { Summary, TargetSummary } from './judge/summary.ts'
export type { Program } from './program/prepare-example.ts'
export {
  type Progress,
  type RunEvent,
  type RunOptions,
  runExamples,
} from './run-examples.ts'
export { openRunner, type Run, type Runner, type RunnerOptions } from './supervise/runner.ts'
export type { Probe } from './worker/driver.ts'
