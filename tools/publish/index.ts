export { checkFolder, type Guarded, isIn, realPath } from './check-folder.ts'
export { type Comparison, compareOutput, openComparison } from './compare-output.ts'
export {
  type Content,
  type Outlet,
  type Output,
  type OutputFile,
  type OutputFolder,
  type OutputRest,
  putOutput,
  type Sink,
} from './output.ts'
export { patchText } from './patch-text.ts'
export { openPublication, type Publication, publish } from './publish.ts'
