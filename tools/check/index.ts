export { checkSpec } from './check-spec.ts'
export { type CheckTypesOptions, checkTypes } from './check-types.ts'
