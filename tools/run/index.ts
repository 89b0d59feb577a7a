export { isTelling } from './choose-chart.ts'
export { compareEvidence } from './compare-evidence.ts'
export { type Fault, type FaultText, faultText } from './fault.ts'
export type { Program } from './prepare-example.ts'
export { recordEvidence } from './record-evidence.ts'
export { reportResults } from './report-results.ts'
export {
  type Progress,
  type RunEvent,
  type RunOptions,
  runExamples,
} from './run-examples.ts'
export type { RunResult, RunTrace, Skip } from './run-result.ts'
export { openRunner, type Run, type Runner, type RunnerOptions } from './runner.ts'
export type { SkipCount, Summary, TargetSummary } from './summary.ts'
export { updateExpectations } from './update-expectations.ts'
export type { Available, Probe, Unusable } from './worker/driver.ts'
