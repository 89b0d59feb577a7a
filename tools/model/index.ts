export type { CallName } from './calls/index.ts'
export { createState } from './create-state.ts'
export { enabled } from './enabled.ts'
export type {
  AdvanceEvent,
  CallEvent,
  CallId,
  Event,
  RunEvent,
  SetEvent,
  SpawnEvent,
} from './event.ts'
export { explainWait } from './explain.ts'
export type { FileSystemName } from './file/file-system.ts'
export { nextDeadline } from './lease/next-deadline.ts'
export type {
  Alternative,
  BlockedOutcome,
  ErrorOutcome,
  ExitedOutcome,
  KilledOutcome,
  Outcome,
  ResultOutcome,
  SignalOutcome,
  SupportlessOutcome,
  Value,
  WaitKind,
} from './outcome.ts'
export { profiles } from './profiles/index.ts'
export type { Profile, ProfileName, Rule, Rules } from './profiles/profile.ts'
export type { FileSetting, Settings } from './settings.ts'
export type {
  Disposition,
  HandlerCall,
  Inode,
  Lease,
  MapArea,
  Ofd,
  PendingSignal,
  Pin,
  PinnedPage,
  ProcessState,
  Sleeper,
  State,
  Table,
  Wait,
} from './state.ts'
export type { Step } from './step.ts'
export { step } from './step.ts'
