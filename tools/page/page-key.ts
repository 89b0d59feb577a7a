import type { Page } from './page.ts'

/**
 * Name a page as evidence and outputs do.
 *
 * @param spec
 *   Page.
 * @returns
 *   `gup-dax.7`.
 */
export function pageKey(spec: Pick<Page, 'file'>): string {
  return spec.file.path.replace(/^.*\//, '').replace(/\.md$/, '')
}
