export { checkErrorEvidence } from './check-error-evidence.ts'
export { arePagesSound, checkPages } from './check-pages.ts'
export { answersTo, claimFor, selectsTarget } from './claim-for.ts'
export { eachNode } from './each-node.ts'
export { type ErrorEntry, errorEntries, isOfError, isSameError } from './error-entries.ts'
export { type ErrorSighting, errorSightings } from './error-sightings.ts'
export type * from './evidence.ts'
export { type EvidenceGaps, evidenceFor } from './evidence-for.ts'
export { formatEvidence } from './format-evidence.ts'
export { formatOutcome } from './format-outcome.ts'
export { selectorsOf } from './label-table.ts'
export { matchOutcome } from './match-outcome.ts'
export type * from './outcome.ts'
export {
  foldOutcomeTable,
  nameTargets,
  type OutcomeRow,
  type OutcomeTable,
  outcomeTable,
} from './outcome-table.ts'
export { pageAnchors } from './page-anchors.ts'
export { type Mention, type PageFacts, pageFacts } from './page-facts.ts'
export { parseTree } from './parse-tree.ts'
export { placeIn } from './place-in.ts'
export { type Definition, readDefinitions } from './read-definitions.ts'
export { readEvidence } from './read-evidence.ts'
export { type OutcomeProblem, readOutcome } from './read-outcome.ts'
export { type ReadOptions, readSpec } from './read-spec.ts'
export { sectionNodes } from './section-nodes.ts'
export { slugOf } from './slug-of.ts'
export type * from './spec.ts'
export { type ClaimText, splitClaims } from './split-claims.ts'
export { tagOf } from './tag-of.ts'
export type * from './target.ts'
