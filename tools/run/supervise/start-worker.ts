import type { MessagePort } from 'node:worker_threads'
import { MessageChannel, Worker } from 'node:worker_threads'
import { hooksUrl } from '../../loader/index.ts'
import type { Tools } from '../worker/protocol.ts'
import { slots } from '../worker/protocol.ts'

/** A thread for examples, and shared memory that shows its progress. */
export interface StartedWorker {
  readonly thread: Worker
  /** Carries requests and replies; examples can write to the thread's own port. */
  readonly port: MessagePort
  /** See `slots`. */
  readonly progress: Int32Array
  /** One number: offset of the last statement reached. */
  readonly at: Int32Array
}

/**
 * Heap of a thread, in megabytes: more than one array or map can take. If a single allocation
 * crosses it, V8 ends the whole process and not just the thread (measured: Node 20.20, a growing
 * `Map`). The limit for examples is enforced from outside.
 */
const heapMb = 4_096

/** Start a thread. */
export function startWorker(): StartedWorker {
  const progress = new Int32Array(sharedNumbers(slots.length))
  const at = new Int32Array(sharedNumbers(1))
  const { port1: port, port2 } = new MessageChannel()
  const here: string = import.meta.url
  const isSource = here.endsWith('.ts')
  const entry = new URL(`../worker/worker${isSource ? '.ts' : '.js'}`, here)
  const options = {
    workerData: { progress: progress.buffer, at: at.buffer, port: port2 } satisfies Tools,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // Output that bypasses `console` must not get between the lines of a report.
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
  return { thread, port, progress, at }
}

function sharedNumbers(count: number): SharedArrayBuffer {
  return new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT)
}

// Node 20 cannot start a thread from a TypeScript file, but can import one through hooks.
function bootstrap(entry: URL): string {
  const url = hooksUrl()
  const hooks = url === undefined ? '' : `module.register(${JSON.stringify(url)});`
  return `const module = require('node:module');${hooks}import(${JSON.stringify(entry.href)})`
}
