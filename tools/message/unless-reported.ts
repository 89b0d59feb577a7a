import type { VFile } from 'vfile'

/**
 * Do what may throw a message that it has put on the file.
 *
 * @param file
 *   Page at fault.
 * @param work
 *   What to do.
 * @returns
 *   What it comes to; nothing where a message on the file says why.
 * @throws {unknown}
 *   Whatever else it throws.
 */
export async function unlessReported<Value>(
  file: VFile,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work()
  } catch (error) {
    if (file.messages.some((message) => message === error)) return undefined
    throw error
  }
}
