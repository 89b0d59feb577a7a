import { createRequire } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import type { CompileTask } from './compile-task.ts'

// Functions of the compiler are small and many: to build them into each other takes V8 longer than it
// saves in the life of a thread (measured: docs/internals/bench.md).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=0')

// Code that was kept would save a thread nothing: it compiles many pages, and V8 compiles it again.
const load = createRequire(import.meta.url)
const { compileTask }: typeof import('./compiler.ts') = load('../../bundle/compiler.cjs')

// One answer for each task, in their order; an error of ours ends the thread and is seen outside.
parentPort?.on('message', (task: CompileTask) => parentPort?.postMessage(compileTask(task)))
