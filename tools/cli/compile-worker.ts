import { parentPort } from 'node:worker_threads'
import type { CompileTask } from './compile-task.ts'
import { compileTask } from './compiler.ts'

// One answer for each task, in their order; an error of ours ends the thread and is seen outside.
parentPort?.on('message', (task: CompileTask) => parentPort?.postMessage(compileTask(task)))
