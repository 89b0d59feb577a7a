import type { VFile } from 'vfile'

/**
 * Tell whether files have an error among their messages.
 *
 * @param files
 *   Files; where there are none, nothing is loaded.
 * @returns
 *   Whether what they are made into may not be written.
 */
export async function hasErrors(files: readonly VFile[]): Promise<boolean> {
  if (files.length === 0) return false
  const { worstLevel } = await import('../message/index.ts')
  return worstLevel(files) === 'error'
}
