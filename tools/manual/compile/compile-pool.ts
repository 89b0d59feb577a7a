import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { CliError, exitCode } from '../../message/index.ts'
import type { CompiledPage, PageSource } from './compile-page.ts'
import type { ThreadFault } from './compile-worker.ts'
import { type CompileJob, openCompiler } from './open-compiler.ts'

export interface CompileWork {
  readonly sources: readonly PageSource[]
  readonly signal: AbortSignal
  /** Called with the `index`th page when it is compiled. */
  done(index: number, page: CompiledPage): void
}

/** Fewer pages compile faster than a thread starts. */
const pagesPerThread = 24
/** Pages sent to a thread at once: it never waits for this one. */
const depth = 2
/** Node 20 cannot run TypeScript in a thread. */
const hasThreads = !import.meta.url.endsWith('.ts')

/**
 * Compile pages, in threads if there are many.
 *
 * @returns
 *   Whether every page was compiled; false if interrupted.
 * @throws {Error}
 *   An error from `done`, or a fault of the compiler; all threads have ended.
 */
export async function compileAll(job: CompileJob, work: CompileWork): Promise<boolean> {
  const { length } = work.sources
  if (length === 0) return !work.signal.aborted
  const threads = Math.min(availableParallelism(), Math.floor(length / pagesPerThread))
  return hasThreads && threads > 1 ? compileThere(job, work, threads) : compileHere(job, work)
}

async function compileHere(job: CompileJob, work: CompileWork): Promise<boolean> {
  const compile = await openCompiler(job)
  for (const [index, source] of work.sources.entries()) {
    if (work.signal.aborted) return false
    work.done(index, await compile(source))
    // Ctrl-C can only arrive between two pages.
    await new Promise((resume) => setImmediate(resume))
  }
  return !work.signal.aborted
}

async function compileThere(job: CompileJob, work: CompileWork, count: number): Promise<boolean> {
  const entries = work.sources.entries()
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, work.signal])
  const ends = await Promise.allSettled(
    Array.from({ length: count }, async () => {
      const thread = new Worker(new URL('./compile-worker.js', import.meta.url), {
        workerData: job,
        // Pages leave much garbage; collecting it less often is faster (docs/internals/bench.md).
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      })
      try {
        await feed(thread, { ...work, signal }, entries)
      } catch (error) {
        stop.abort()
        throw error
      } finally {
        await thread.terminate()
      }
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return !signal.aborted
}

/** Send pages to a thread until none are left. */
function feed(
  thread: Worker,
  { signal, done }: CompileWork,
  entries: Iterator<[number, PageSource]>,
): Promise<void> {
  const waiting: number[] = []
  const next = (): void => {
    const { value, done: isLast } = entries.next()
    if (isLast) return
    waiting.push(value[0])
    thread.postMessage(value[1])
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
    signal.addEventListener('abort', () => resolve())
    if (signal.aborted) resolve()
    thread.on('error', reject)
    thread.on('exit', () =>
      reject(new Error('Unexpected end of a thread, expected a compiled page')),
    )
    thread.on('message', (page: CompiledPage | ThreadFault) =>
      attempt(() => {
        if ('failure' in page) throw new CliError(page.failure, exitCode.findings)
        const index = waiting.shift()
        if (index !== undefined) done(index, page)
        next()
      }),
    )
    attempt(() => {
      for (let each = 0; each < depth; each++) next()
    })
  })
}
