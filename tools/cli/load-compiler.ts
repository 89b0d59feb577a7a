import type { Worker, WorkerOptions } from 'node:worker_threads'

const isSource = import.meta.url.endsWith('.ts')

/** The compiler in one file, which loads sooner than its 340 modules: `npm run build` makes it. */
const bundle = new URL('../../bundle/', import.meta.url)

/**
 * Functions of the compiler are small and many: to build them into each other takes V8 longer than it
 * saves in the life of a thread.
 *
 * @see measured: docs/internals/bench.md
 */
const lessInlining = '--max-inlined-bytecode-size-cumulative=0'

/** Whether pages can be compiled in threads: not where the tool runs from its sources. */
export const hasThreads: boolean = !isSource

/**
 * Start a thread that compiles pages.
 *
 * @param options
 *   Its limits.
 * @returns
 *   Thread; it takes tasks of `compileTask` and answers each, in their order.
 */
export async function openCompiler(options: WorkerOptions): Promise<Worker> {
  const [{ Worker }, v8] = await Promise.all([import('node:worker_threads'), import('node:v8')])
  v8.setFlagsFromString(lessInlining)
  return new Worker(new URL('compile-worker.js', bundle), options)
}

/**
 * Load the compiler, which takes longer than to see that 1,000 pages have not changed.
 *
 * @returns
 *   Its functions.
 * @see measured: docs/internals/bench.md
 */
export async function loadCompiler(): Promise<typeof import('./compiler.ts')> {
  return import(isSource ? './compiler.ts' : new URL('compiler.js', bundle).href)
}
