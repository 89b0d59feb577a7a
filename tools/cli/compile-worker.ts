import { parentPort } from 'node:worker_threads'
import { compilePage, type PageTask } from './compile-page.ts'

// One answer for each page, in their order; an error of ours ends the thread and is seen outside.
parentPort?.on('message', (task: PageTask) => parentPort?.postMessage(compilePage(task) ?? null))
