import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import type { PageSource } from './compile-page.ts'
import { type CompileJob, openCompiler } from './open-compiler.ts'

// The compiler has many small functions: inlining them takes V8 longer than it saves in the life of
// a thread (measured: docs/internals/bench.md).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=0')

const compile = openCompiler(workerData as CompileJob)

// One reply for each page, in order; a fault of the compiler ends the thread with an error event.
let last = Promise.resolve()
parentPort?.on('message', (source: PageSource) => {
  last = last.then(async () => parentPort?.postMessage(await (await compile)(source)))
})
