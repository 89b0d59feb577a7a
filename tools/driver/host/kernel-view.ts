/** A global setting of the kernel. */
export type KernelSetting = 'lease-break-time' | 'leases-enable'

/** Access to the settings of a kernel without a process. */
export interface KernelView {
  read(name: KernelSetting): number
  isSettable(name: KernelSetting): boolean
  /** Called for each change that the kernel has accepted. */
  written(name: KernelSetting, value: number): void
  /** Worlds of this thread with the kernel's own settings. */
  readonly sharers: Set<object>
  /** Resolves when no world of this thread is about to become one. */
  joining: Promise<unknown>
}
