import type { VFile } from 'vfile'

/**
 * Do work that can throw a message that it put on the file.
 *
 * @param file
 *   Page at fault.
 * @param work
 *   What to do.
 * @returns
 *   Its result; `undefined` if a message on the file says why.
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
