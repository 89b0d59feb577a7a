import { Worker } from 'node:worker_threads'
import { slots } from './worker/protocol.ts'
import { hooksUrl, stripsTypes } from './worker/typescript-hooks.ts'

/** A thread for examples, and the memory through which it shows where it is. */
export interface StartedWorker {
  readonly thread: Worker
  readonly progress: Int32Array
}

/**
 * Heap of a thread, in megabytes. Above what one array or map can take: where a single allocation
 * crosses the limit, V8 ends the whole process and not just the thread (measured: Node 20.20,
 * `new Map` that grows). The limit that examples meet is watched from outside.
 */
const heapMb = 4_096

/** Start a thread. */
export function startWorker(): StartedWorker {
  const shared = new SharedArrayBuffer(slots.length * Int32Array.BYTES_PER_ELEMENT)
  const here: string = import.meta.url
  const isSource = here.endsWith('.ts')
  const entry = new URL(`worker/worker${isSource ? '.ts' : '.js'}`, here)
  const options = {
    workerData: { progress: shared },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // What an example writes past `console` must not get between the lines of a report.
    stdout: true,
    stderr: true,
    // Flags of the process (a test runner's loaders, say) are not meant for examples.
    execArgv: [],
  }
  const thread = isSource
    ? new Worker(bootstrap(entry), { ...options, eval: true })
    : new Worker(entry, options)
  thread.stdout.resume()
  thread.stderr.resume()
  return { thread, progress: new Int32Array(shared) }
}

// Node 20 cannot start a thread from a TypeScript file, but can import one once hooks are there.
function bootstrap(entry: URL): string {
  const hooks = stripsTypes() ? '' : `module.register(${JSON.stringify(hooksUrl())});`
  return `const module = require('node:module');${hooks}import(${JSON.stringify(entry.href)})`
}
