import { type AnyTask, compileAny } from './compile-any.ts'
import { type CompiledPage, compilePage, type PageTask } from './compile-page.ts'

/** Something to compile, as plain data that a thread can be given. */
export type CompileTask = PageTask | AnyTask

/**
 * Compile whatever it is.
 *
 * @param task
 *   A page of a manual, or Markdown of anybody's.
 * @returns
 *   What became of it, as plain data again.
 */
export function compileTask(task: CompileTask): CompiledPage {
  return task.kind === 'page' ? compilePage(task) : compileAny(task)
}
