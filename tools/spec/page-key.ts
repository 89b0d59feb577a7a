import { basename } from 'node:path'
import type { Spec } from './spec.ts'

/**
 * Name a page as evidence and outputs call it.
 *
 * @param spec
 *   Page.
 * @returns
 *   `gup-dax.7`.
 */
export function pageKey(spec: Pick<Spec, 'file'>): string {
  return basename(spec.file.path, '.md')
}
