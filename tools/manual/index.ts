export { compareManual } from './compare-manual.ts'
export { cachePath } from './compile/cache-path.ts'
export { type CompiledAny, compileAny } from './compile/compile-any.ts'
export {
  type CompiledManual,
  type CompileRequest,
  compileManual,
} from './compile/compile-manual.ts'
export {
  type CompileOptions,
  compileManPages,
  compileSitePages,
  outFolder,
} from './compile/compile-outputs.ts'
export { defaultDay } from './compile/default-day.ts'
export { toolStamp } from './compile/tool-stamp.ts'
export { findPages } from './config/find-pages.ts'
export { hasManual } from './config/has-manual.ts'
export { loadConfig } from './config/load-config.ts'
export { matchPages } from './config/match-pages.ts'
export { type Settings, settingsOf } from './config/settings.ts'
export { type EvidenceFiles, evidenceOutput, readManualEvidence } from './evidence-files.ts'
export { anyFolder, evidenceFolder, pagesFolder } from './output-folders.ts'
export { type Manual, readManual } from './read-manual.ts'
export { quoteReader } from './read-quote.ts'
