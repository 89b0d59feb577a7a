import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { VFile } from 'vfile'
import type { KeptPage } from './page-cache.ts'

/**
 * Make the file of a compiled page, with its messages.
 *
 * @param root
 *   Folder of the manual.
 * @param path
 *   Path of the page in it.
 * @param page
 *   Compiled page.
 * @returns
 *   File; its text is only read where a message shows a line of it.
 */
export async function restoreFile(
  root: string,
  path: string,
  page: KeptPage | undefined,
): Promise<VFile> {
  const { VFile } = await import('vfile')
  const messages = page?.messages ?? []
  if (messages.length === 0) return new VFile({ cwd: root, path })
  const { restoreMessages } = await import('./kept-messages.ts')
  const file = new VFile({ cwd: root, path, value: readFileSync(resolve(root, path), 'utf8') })
  restoreMessages(file, messages)
  return file
}
