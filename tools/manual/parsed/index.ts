export { compareManual } from './compare-manual.ts'
export { type CompileOptions, compileManPages, compileSitePages } from './compile-outputs.ts'
export {
  type EvidenceFiles,
  evidenceOutput,
  readEvidenceFiles,
  readManualEvidence,
} from './evidence-files.ts'
export { type Manual, readManual } from './read-manual.ts'
