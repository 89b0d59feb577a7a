export { type CheckTraceOptions, checkTrace, type TraceCheck } from './check-trace.ts'
export {
  type Exploration,
  type ExploredCall,
  type ExploreOptions,
  explore,
  exploreInTurns,
  type Finding,
  type PossibleOutcome,
} from './explore.ts'
export type { Declared, Invariant, View, Violation } from './invariant.ts'
export { invariants } from './invariants.ts'
export type { OutputLine } from './outcome-lines.ts'
export type { Scenario, ScenarioCall } from './scenario.ts'
export type { Schedule, ScheduleStep } from './schedule.ts'
export type { SearchProgress } from './search.ts'
