import type { VFile } from 'vfile'
import { kindOf } from '../words/index.ts'
import type { Page } from './page.ts'

/**
 * Get the page that `remarkPage` has read.
 *
 * @param file
 *   File, whose data other plugins can change, too.
 * @returns
 *   Page; `undefined` if no plugin has read one.
 * @throws {TypeError}
 *   If something else is in `file.data.page`.
 */
export function pageOf(file: VFile): Page | undefined {
  const page: unknown = file.data.page
  if (page === undefined || (page as Partial<Page> | null)?.file === file) return file.data.page
  const expected = 'the page that `remarkPage` read from this file'
  throw new TypeError(`Unexpected ${kindOf(page)} in \`file.data.page\`, expected ${expected}`)
}

/**
 * Get the page that a plugin needs.
 *
 * @param file
 *   File.
 * @param plugin
 *   Name of the plugin, for the message.
 * @returns
 *   Page; `undefined` if it has errors because of which it was not read.
 * @throws {TypeError}
 *   If no plugin has read it, or something else is in `file.data.page`.
 */
export function neededPage(file: VFile, plugin: string): Page | undefined {
  const page = pageOf(file)
  if (page !== undefined || file.messages.some(({ fatal }) => fatal)) return page
  throw new TypeError(`Missing page, expected \`presetPage({ targets })\` before \`${plugin}\``)
}
