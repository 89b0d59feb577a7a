import type { VFile } from 'vfile'
import { toPage } from '../tools/pipeline.ts'
import type { ReadOptions, Spec } from '../tools/spec/index.ts'

/** Read a page by the processor of every verb, at once. */
export function readSpec(file: VFile, options: ReadOptions): Spec | undefined {
  const processor = toPage(options)
  processor.runSync(processor.parse(file), file)
  return file.data.page
}
