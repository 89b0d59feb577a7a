export { type CheckTypesOptions, checkTypes } from './check-types.ts'
export type { TypeCache } from './kept-types.ts'
