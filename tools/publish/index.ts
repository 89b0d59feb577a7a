export { type Change, type FolderChanges, openChanges } from './folder-changes.ts'
export { type Outlet, type Output, type OutputFile, putOutput, type Sink } from './output.ts'
export { openPublication, publish } from './publish.ts'
