export {
  checkOptions,
  functionKind,
  type OptionKind,
  textKind,
  textsKind,
} from './check-options.ts'
export { expectedOf, listOf } from './expected-of.ts'
export { isRecord, kindOf } from './kind-of.ts'
export { byLikeness, nearest } from './nearest.ts'
export { plural } from './plural.ts'
export { pageName, pageSection, referenceName, referenceSection } from './reference.ts'
