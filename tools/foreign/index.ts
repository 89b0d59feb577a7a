export { type Foreign, foreignError, reasonOf, runForeign } from './foreign.ts'
