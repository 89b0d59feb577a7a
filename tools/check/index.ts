export { type CChecked, type CheckCOptions, checkC } from './check-c.ts'
export { checkSpec } from './check-spec.ts'
export { type CheckTypesOptions, checkTypes } from './check-types.ts'
export type { TypeCache } from './kept-types.ts'
