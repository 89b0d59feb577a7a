import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { type Code, loadCode } from './load-code.ts'

type Compiler = typeof import('./compiler.ts')

const isSource = import.meta.url.endsWith('.ts')

/** The compiler in one file, which loads sooner than its 340 modules: `npm run build` makes it. */
const bundle = new URL('../../bundle/compiler.cjs', import.meta.url)

/** Whether pages can be compiled in threads: not where the tool runs from its sources. */
export const hasThreads: boolean = !isSource

/**
 * The young generation of a thread, in MiB. Trees live long enough to be copied again and again by a
 * small one; a large one is never full on 250 pages, and takes 140 MiB more on 1,000.
 */
const youngMb = 64

/**
 * Start a thread that compiles pages.
 *
 * @returns
 *   Thread; it takes tasks of `compileTask` and answers each, in their order.
 */
export async function openCompiler(): Promise<Worker> {
  const { Worker } = await import('node:worker_threads')
  return new Worker(new URL('compile-worker.js', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
  })
}

let code: Code | undefined

/**
 * Load the compiler, which takes longer than to see that 1,000 pages have not changed.
 *
 * @returns
 *   Its functions.
 * @see measured: docs/internals/bench.md
 */
export async function loadCompiler(): Promise<Compiler> {
  if (isSource) return import('./compiler.ts')
  code ??= loadCode(fileURLToPath(bundle))
  return code.exports as Compiler
}

/** Keep for other processes what V8 has compiled of the compiler; called behind a page. */
export function keepCompiler(): void {
  code?.keep()
}
