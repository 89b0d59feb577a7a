import { unified } from 'unified'
import type { Evidence } from '../tools/evidence/index.ts'
import {
  type ManFile,
  manFiles,
  type OutcomeOptions,
  type RoffOptions,
  remarkOutcomes,
  remarkRoff,
} from '../tools/man/index.ts'
import type { Page } from '../tools/page/index.ts'

/** Options and evidence of a page. */
export type ManOptions = OutcomeOptions & RoffOptions & { readonly evidence?: Evidence | undefined }

/** Compile a page with the evidence that exists, complete or not. */
export function compileMan(page: Page, { evidence, targets, ...options }: ManOptions): ManFile[] {
  const { file, tree } = page
  Object.assign(file.data, { page: page, evidence })
  const processor = unified().use(remarkOutcomes, { targets }).use(remarkRoff, options)
  const text = String(processor.stringify(processor.runSync(tree, file), file))
  return file.data.header ? manFiles(file.data.header, text) : []
}
