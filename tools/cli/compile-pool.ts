import type { Worker } from 'node:worker_threads'
import type { CompiledPage } from './compile-page.ts'
import type { CompileTask } from './compile-task.ts'
import { hasThreads, keepCompiler, loadCompiler, openCompiler } from './load-compiler.ts'

/** How pages are given out, and what comes back. */
export interface CompileJob {
  readonly count: number
  readonly signal: AbortSignal
  /** Makes the task for the `index`th page, as late as possible: its text is held only meanwhile. */
  task(index: number): CompileTask
  /** Takes what became of a page. */
  done(index: number, page: CompiledPage): void
}

/** Fewer pages than this for a thread are compiled sooner than it would start. */
const pagesPerThread = 24
/** A page waiting in a thread, so that it need not wait for this one. */
const depth = 2

/**
 * Compile pages, in threads where there are many.
 *
 * @param job
 *   Pages.
 * @returns
 *   Whether every page was done; false where the signal ended it.
 * @throws {Error}
 *   What `task` or `done` threw, or a fault of the compiler; then all threads have ended.
 */
export async function compileAll(job: CompileJob): Promise<boolean> {
  // The compiler takes longer to load than 1,000 unchanged pages to be recognized.
  if (job.count === 0) return !job.signal.aborted
  if (!hasThreads || job.count < 2 * pagesPerThread) return compileHere(job)
  const { availableParallelism } = await import('node:os')
  const threads = Math.min(availableParallelism(), Math.floor(job.count / pagesPerThread))
  return threads < 2 ? compileHere(job) : compileThere(job, threads)
}

async function compileHere(job: CompileJob): Promise<boolean> {
  const { compileTask } = await loadCompiler()
  for (let index = 0; index < job.count; index++) {
    if (job.signal.aborted) return false
    job.done(index, compileTask(job.task(index)))
    // Ctrl-C is heard between two pages.
    await new Promise((resume) => setImmediate(resume))
  }
  keepCompiler()
  return !job.signal.aborted
}

async function compileThere(job: CompileJob, count: number): Promise<boolean> {
  const indexes = Array.from({ length: job.count }, (_, index) => index).values()
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, job.signal])
  const ends = await Promise.allSettled(
    Array.from({ length: count }, async () => {
      try {
        await compileIn(await openCompiler(), { ...job, signal }, indexes)
      } catch (error) {
        stop.abort()
        throw error
      }
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return !signal.aborted
}

async function compileIn(
  thread: Worker,
  job: CompileJob,
  indexes: Iterator<number>,
): Promise<void> {
  try {
    await feed(thread, job, indexes)
  } finally {
    await thread.terminate()
  }
}

/** Gives pages to a thread until there are no more. */
function feed(thread: Worker, job: CompileJob, indexes: Iterator<number>): Promise<void> {
  const waiting: number[] = []
  const next = (): void => {
    const { value: index, done } = indexes.next()
    if (done) return
    waiting.push(index)
    thread.postMessage(job.task(index))
  }
  return new Promise<void>((resolve, reject) => {
    const attempt = (step: () => void): void => {
      try {
        step()
        if (waiting.length === 0) resolve()
      } catch (error) {
        reject(error)
      }
    }
    job.signal.addEventListener('abort', () => resolve())
    if (job.signal.aborted) resolve()
    thread.on('error', reject)
    thread.on('exit', () => reject(new Error('Unexpected end of a thread, expected its pages')))
    thread.on('message', (page: CompiledPage) =>
      attempt(() => {
        const index = waiting.shift()
        if (index !== undefined) job.done(index, page)
        next()
      }),
    )
    attempt(() => {
      for (let each = 0; each < depth; each++) next()
    })
  })
}
