import { basename } from 'node:path'
import type { Spec } from '../spec/index.ts'

/**
 * Name the page that a spec is, as evidence and outputs call it.
 *
 * @param spec
 *   Parsed page.
 * @returns
 *   `gup-dax.7`.
 */
export function pageOf(spec: Pick<Spec, 'file'>): string {
  return basename(spec.file.path, '.md')
}
