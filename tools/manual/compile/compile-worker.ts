import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import type { PageSource } from './compile-page.ts'
import { type CompileJob, openCompiler } from './open-compiler.ts'

// Functions of the compiler are small and many: to build them into each other takes V8 longer than it
// saves in the life of a thread (measured: docs/internals/bench.md).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=0')

const compile = openCompiler(workerData as CompileJob)

// One answer for each page, in their order; an error of ours ends the thread and is seen outside.
let last = Promise.resolve()
parentPort?.on('message', (source: PageSource) => {
  last = last.then(async () => parentPort?.postMessage(await (await compile)(source)))
})
