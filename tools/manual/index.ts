export { cachePath } from './cache-path.ts'
export { compareManual } from './compare-manual.ts'
export { type CompiledAny, compileAny } from './compile-any.ts'
export { type CompiledManual, type CompileRequest, compileManual } from './compile-manual.ts'
export {
  type CompileOptions,
  compileManPages,
  compileSitePages,
  outFolder,
} from './compile-outputs.ts'
export { defaultDay } from './default-day.ts'
export { type EvidenceFiles, evidenceOutput, readEvidenceFiles } from './evidence-files.ts'
export { findPages } from './find-pages.ts'
export { hasManual } from './has-manual.ts'
export { loadConfig } from './load-config.ts'
export { matchPages } from './match-pages.ts'

export { anyFolder, evidenceFolder, pagesFolder } from './output-folders.ts'
export { type Manual, readManual } from './read-manual.ts'
export { quoteReader } from './read-quote.ts'
export { type Settings, settingsOf } from './settings.ts'
export { toolStamp } from './tool-stamp.ts'
