export { expectedOf, listOf } from './expected-of.ts'
export { byLikeness, nearest } from './nearest.ts'
export { plural } from './plural.ts'
export { pageName, pageSection, referenceName, referenceSection } from './reference.ts'
