export { compareManual } from './compare-manual.ts'
export { compileManPages, compileSitePages } from './compile-outputs.ts'
export {
  evidenceOutput,
  readEvidenceFiles,
  readManualEvidence,
} from './evidence-files.ts'
export { type Manual, readManual } from './read-manual.ts'
