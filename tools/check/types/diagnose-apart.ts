import { Worker } from 'node:worker_threads'
import type { TypeReply, TypeRequest } from './type-request.ts'

/**
 * Type-check modules in a separate thread, so that other work continues.
 *
 * @returns
 *   Diagnostics; `undefined` if the signal came first.
 * @throws {Error}
 *   If the compiler or the thread crashes: a bug of the tool.
 */
export async function diagnoseApart(
  request: TypeRequest,
  signal: AbortSignal | undefined,
): Promise<TypeReply | undefined> {
  if (signal?.aborted) return undefined
  // A thread cannot run TypeScript sources, as under Vitest.
  if (import.meta.url.endsWith('.ts')) {
    const { diagnose } = await import('./diagnose.ts')
    return diagnose(request)
  }
  const thread = new Worker(new URL('./diagnose-worker.js', import.meta.url), {
    workerData: request,
  })
  let interrupt = (): void => undefined
  try {
    return await new Promise<TypeReply | undefined>((resolve, reject) => {
      interrupt = () => resolve(undefined)
      signal?.addEventListener('abort', interrupt)
      thread.on('message', resolve)
      thread.on('error', reject)
      thread.on('exit', (code) =>
        reject(new Error(`Unexpected exit ${code} of the type check, expected its answer`)),
      )
    })
  } finally {
    // With `--watch`, one signal serves many runs.
    signal?.removeEventListener('abort', interrupt)
    await thread.terminate()
  }
}
