/** A setting that belongs to the kernel, not to the world. */
export type KernelSetting = 'lease-break-time' | 'leases-enable'

/** What the adapter sees of a kernel without asking a process: its settings. */
export interface KernelView {
  read(name: KernelSetting): number
  /** Whether this user may change it. */
  isSettable(name: KernelSetting): boolean
  /** Told of each change that the kernel has taken. */
  written(name: KernelSetting, value: number): void
  /** Worlds of this thread that have the kernel's own settings. */
  readonly sharers: Set<object>
  /** Resolves when nobody of this thread is about to become one. */
  joining: Promise<unknown>
}
