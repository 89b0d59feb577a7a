export { endLoop, LateError } from './end-loop.ts'
export { type Foreign, foreignError, reasonOf, runForeign } from './foreign.ts'
