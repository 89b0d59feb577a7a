import { type Driver, hostTarget, openTarget, UnsupportedError } from '../../tools/driver/index.ts'

/** Open the driver of this machine's kernel, or say why it is unsupported. */
export async function hostDriver(): Promise<Driver | string> {
  try {
    return await openTarget(hostTarget())
  } catch (error) {
    if (error instanceof UnsupportedError) return error.message
    throw error
  }
}
