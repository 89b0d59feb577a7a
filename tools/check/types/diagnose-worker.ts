import { parentPort, workerData } from 'node:worker_threads'
import { diagnose } from './diagnose.ts'

// An error of ours ends the thread and is seen outside.
parentPort?.postMessage(diagnose(workerData))
