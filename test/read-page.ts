import type { VFile } from 'vfile'
import type { Page } from '../tools/page/index.ts'
import { toPage } from '../tools/pipeline.ts'
import type { ReadOptions } from '../tools/subject.ts'

/** Read a page with the processor of every verb, synchronously. */
export function readPage(file: VFile, options: ReadOptions): Page | undefined {
  const processor = toPage(options)
  processor.runSync(processor.parse(file), file)
  return file.data.page
}
