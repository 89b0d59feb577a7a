export { standardSignals } from './signals.ts'
export {
  type DriverTarget,
  hostTarget,
  type KernelLine,
  knownTargets,
  namedTargets,
  nearestTwin,
  type SimProfile,
  simProfiles,
  simTarget,
  vmKernels,
  vmTarget,
} from './targets.ts'
export {
  capabilities,
  fileSystems,
  kernelVocabulary,
} from './vocabulary.ts'
