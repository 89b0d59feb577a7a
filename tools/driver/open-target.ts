import { byLikeness } from '../words/index.ts'
import { UnsupportedError } from './errors.ts'
import type { Driver } from './port.ts'
import { type DriverTarget, namedTargets } from './targets/index.ts'

/**
 * Open the driver of a target.
 *
 * @param target
 *   Name of a target that needs no configuration (`sim:rfc-v1`, `host`), or a declared target.
 * @returns
 *   Driver of the target, with its module loaded.
 * @throws {RangeError}
 *   If no target has that name; the message lists the known names, the most similar first.
 * @throws {UnsupportedError}
 *   If the target cannot be used on this machine; the message says how to make it work.
 * @see manproof(1), DESCRIPTION and section Guests
 */
export async function openTarget(target: string | DriverTarget): Promise<Driver> {
  const { name, module, options } = typeof target === 'string' ? targetNamed(target) : target
  const loaded = (await import(/* @vite-ignore */ module)) as {
    openDriver(options: Readonly<Record<string, unknown>>): Driver
  }
  const driver = loaded.openDriver(options)
  const info = await driver.probe()
  if (info.available) return driver
  throw new UnsupportedError(name, name, `${info.reason}; ${info.remedy}`)
}

function targetNamed(name: string): DriverTarget {
  const targets = namedTargets()
  const found = targets.find((target) => target.name === name)
  if (found !== undefined) return found
  const names = byLikeness(
    name,
    targets.map((target) => target.name),
  )
  throw new RangeError(`Unexpected target \`${name}\`, expected one of \`${names.join('`, `')}\``)
}
