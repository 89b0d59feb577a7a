export type { CallName } from './call-shapes.ts'
export * from './constants.ts'
export * from './errors.ts'
export { openTarget } from './open-target.ts'
export { openWorld } from './open-world.ts'
export type * from './port.ts'
export {
  type DriverTarget,
  hostTarget,
  type KernelLine,
  knownTargets,
  type SimProfile,
  simProfiles,
  simTarget,
  vmKernels,
  vmTarget,
} from './targets/index.ts'
export { nameConstants } from './trace/name-constants.ts'
export { TraceError, type TraceProblem } from './trace/problem.ts'
export { readLines } from './trace/read-lines.ts'
export { readTrace } from './trace/read-trace.ts'
export { replay } from './trace/replay.ts'
export type { ReadTrace, TraceCall, WorldCallName } from './trace/trace-call.ts'
