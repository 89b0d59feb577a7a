import { availableParallelism } from 'node:os'
import type { CompiledPage, PageTask } from './compile-page.ts'
import { hasThreads, loadCompiler, openCompiler } from './load-compiler.ts'

/** How pages are given out, and what comes back. */
export interface CompileJob {
  readonly count: number
  readonly signal: AbortSignal
  /** Makes the task for the `index`th page, as late as possible: its text is held only meanwhile. */
  task(index: number): PageTask
  /** Takes a page; `false` ends everything. */
  done(index: number, page: CompiledPage | null): boolean
}

/** Fewer pages than this for a thread are compiled sooner than it would start. */
const pagesPerThread = 24
/** A page waiting in a thread, so that it need not wait for this one. */
const depth = 2
/** Trees live long enough to be copied again and again by a small young generation. */
const youngMb = 128

/**
 * Compile pages, in threads where there are many.
 *
 * @param job
 *   Pages.
 * @returns
 *   Whether every page was done; false where `done` or the signal ended it.
 */
export async function compileAll(job: CompileJob): Promise<boolean> {
  // The compiler takes longer to load than 1,000 unchanged pages to be recognized.
  if (job.count === 0) return !job.signal.aborted
  const threads = Math.min(availableParallelism(), Math.floor(job.count / pagesPerThread))
  if (threads < 2 || !hasThreads) return compileHere(job)
  const queue = Array.from({ length: job.count }, (_, index) => index)
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, job.signal])
  const results = await Promise.all(
    Array.from({ length: threads }, () => compileThere(job, queue, signal, () => stop.abort())),
  )
  return results.every((isDone) => isDone)
}

async function compileHere(job: CompileJob): Promise<boolean> {
  const { compilePage } = await loadCompiler()
  for (let index = 0; index < job.count; index++) {
    if (job.signal.aborted) return false
    if (!job.done(index, compilePage(job.task(index)) ?? null)) return false
    // Ctrl-C is heard between two pages.
    await new Promise((resume) => setImmediate(resume))
  }
  return true
}

async function compileThere(
  job: CompileJob,
  queue: number[],
  signal: AbortSignal,
  stop: () => void,
): Promise<boolean> {
  const thread = openCompiler({
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
  })
  const waiting: number[] = []
  const next = (): void => {
    const index = queue.shift()
    if (index === undefined) return
    waiting.push(index)
    thread.postMessage(job.task(index))
  }
  try {
    return await new Promise<boolean>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(false))
      if (signal.aborted) resolve(false)
      thread.on('error', reject)
      thread.on('exit', () => reject(new Error('Unexpected end of a thread, expected its pages')))
      thread.on('message', (page: CompiledPage | null) => {
        const index = waiting.shift()
        if (index === undefined) return
        if (!job.done(index, page)) stop()
        next()
        if (waiting.length === 0) resolve(!signal.aborted)
      })
      for (let each = 0; each < depth; each++) next()
      if (waiting.length === 0) resolve(true)
    })
  } finally {
    await thread.terminate()
  }
}
