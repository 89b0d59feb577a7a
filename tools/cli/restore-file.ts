import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { VFile } from 'vfile'
import type { KeptMessage } from './kept-messages.ts'

/**
 * Make the file of a compiled page, with its messages.
 *
 * @param page
 *   Path of the page, and the folder that it is relative to; its text, default: what is on disk.
 * @param messages
 *   Messages.
 * @returns
 *   File; its text is only read where a message shows a line of it.
 */
export async function restoreFile(
  { cwd, path, text }: { readonly cwd: string; readonly path: string; readonly text?: string },
  messages: readonly KeptMessage[],
): Promise<VFile> {
  const { VFile } = await import('vfile')
  if (messages.length === 0) return new VFile({ cwd, path })
  const { restoreMessages } = await import('./kept-messages.ts')
  const value = text ?? readFileSync(resolve(cwd, path), 'utf8')
  const file = new VFile({ cwd, path, value })
  restoreMessages(file, messages)
  return file
}
