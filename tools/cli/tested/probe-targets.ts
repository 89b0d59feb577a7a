import type { Driver, TargetInfo, Unavailable } from '../../driver/index.ts'
import type { Target } from '../../outcome/index.ts'

/** A target and its state on this machine. */
export interface Probed {
  readonly target: Target
  readonly probe: TargetInfo | Unavailable
}

/**
 * Probe targets; one whose module does not load is unavailable.
 */
export async function probeTargets(targets: readonly Target[]): Promise<Probed[]> {
  return Promise.all(targets.map(async (target) => ({ target, probe: await probe(target) })))
}

async function probe(target: Target): Promise<TargetInfo | Unavailable> {
  try {
    const module: { openDriver(options: unknown): Driver | Promise<Driver> } = await import(
      target.module
    )
    const driver = await module.openDriver(target.options)
    return await driver.probe()
  } catch (error) {
    return {
      available: false,
      name: target.name,
      reason: `its driver does not load: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'correct `module` of this target in the configuration',
    }
  }
}
