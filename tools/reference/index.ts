export { compileReference, type ReferenceOptions, type ReferencePage } from './compile-reference.ts'
export type { ReferenceEntry } from './reference-entry.ts'
