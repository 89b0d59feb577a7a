export { type CheckTraceOptions, checkTrace, type TraceCheck } from './check-trace.ts'
export type { OutputLine } from './outcome-lines.ts'
