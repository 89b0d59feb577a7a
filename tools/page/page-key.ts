import type { Page } from './page.ts'

/**
 * Name a page as evidence and outputs do.
 *
 * @param page
 *   Page.
 * @returns
 *   `gup-dax.7`.
 */
export function pageKey(page: Pick<Page, 'file'>): string {
  return page.file.path.replace(/^.*\//, '').replace(/\.md$/, '')
}
