export { type Answer, answerOfValue, type CallOutcome, outcomeText } from './call-outcome.ts'
export {
  type CheckTraceOptions,
  checkTrace,
  type OutputLine,
  type TraceCheck,
} from './check/index.ts'
export {
  type Exploration,
  type ExploredCall,
  type ExploreOptions,
  explore,
  exploreInTurns,
  type Finding,
  type PossibleOutcome,
} from './explore.ts'
export {
  type Declared,
  type Invariant,
  invariants,
  type View,
  type Violation,
} from './invariants/index.ts'
export type { Scenario, ScenarioCall } from './scenario.ts'
export type { Schedule, ScheduleStep } from './schedule.ts'
export type { SearchProgress } from './search.ts'
