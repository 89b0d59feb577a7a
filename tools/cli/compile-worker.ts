import { parentPort } from 'node:worker_threads'
import type { PageTask } from './compile-page.ts'
import { compilePage } from './compiler.ts'

// One answer for each page, in their order; an error of ours ends the thread and is seen outside.
parentPort?.on('message', (task: PageTask) => parentPort?.postMessage(compilePage(task) ?? null))
