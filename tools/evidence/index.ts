export { checkEvidence, type EvidenceOptions } from './check-evidence.ts'
export { checkNames, runnableNames, strayNames } from './check-names.ts'
export { type ErrorEntry, errorEntries, isOfError, isSameError } from './error-entries.ts'
export { type ErrorSighting, errorSightings } from './error-sightings.ts'
export type * from './evidence.ts'
export { EvidenceError } from './evidence-error.ts'
export { evidenceOf } from './evidence-of.ts'
export { formatEvidence } from './format-evidence.ts'
export {
  foldOutcomeTable,
  nameTargets,
  type OutcomeRow,
  type OutcomeTable,
  outcomeTable,
} from './outcome-table.ts'
export { readEvidence } from './read-evidence.ts'
export { recordNote } from './record-note.ts'
export { remarkEvidence } from './remark-evidence.ts'
export { runFaults } from './run-faults.ts'
