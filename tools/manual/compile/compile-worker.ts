import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { foreignError, reasonOf } from '../../foreign/index.ts'
import type { CliError } from '../../message/index.ts'
import type { PageSource } from './compile-page.ts'
import { type CompileJob, openCompiler } from './open-compiler.ts'

/** What a plugin did to the thread, in reply to a page. */
export interface ThreadFault {
  readonly failure: string
}

// The compiler has many small functions: inlining them takes V8 longer than it saves in the life of
// a thread (measured: docs/internals/bench.md).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=0')

const compile = openCompiler(workerData as CompileJob)

function reply(error: CliError): void {
  parentPort?.postMessage({ failure: error.message } satisfies ThreadFault)
}

process.on('uncaughtException', (error) => {
  const foreign = foreignError(`it left an error uncaught: ${reasonOf(error)}`)
  if (foreign === undefined) throw error
  reply(foreign)
})
process.on('exit', () => {
  const foreign = foreignError('it ended the thread, as `process.exit` does')
  if (foreign !== undefined) reply(foreign)
})

// One reply for each page, in order; a fault of the compiler ends the thread with an error event.
let last = Promise.resolve()
parentPort?.on('message', (source: PageSource) => {
  last = last.then(async () => parentPort?.postMessage(await (await compile)(source)))
})
