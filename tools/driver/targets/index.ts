export { errorAliases, errors } from './errors.ts'
export { signalAliases, signals, standardSignals } from './signals.ts'
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
export { capabilities, fileSystemGroups, fileSystems, leadingSelector } from './vocabulary.ts'
