import { parentPort, workerData } from 'node:worker_threads'
import { diagnose } from './diagnose.ts'

// A bug here ends the thread with an error, which its parent gets.
parentPort?.postMessage(diagnose(workerData))
