export { openDriver, type VmOptions } from './open-driver.ts'
export { type PrepareOptions, prepareGuest, RequirementError } from './prepare/prepare.ts'
export type { Emulator, Prepared } from './prepared.ts'
export { cleanGuests, type RunningGuest, stopGuests, type VmStatus, vmStatus } from './status.ts'
