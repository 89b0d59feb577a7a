import { Worker } from 'node:worker_threads'
import type { TypeReply, TypeRequest } from './type-request.ts'

/**
 * Type-check modules in a thread of their own, so that everything else goes on meanwhile.
 *
 * @param request
 *   Modules.
 * @param signal
 *   Ends the thread at once.
 * @returns
 *   What the compiler says; nothing where the signal came first.
 * @throws {Error}
 *   Where the compiler or the thread itself breaks down: a fault of the tool.
 */
export async function diagnoseApart(
  request: TypeRequest,
  signal: AbortSignal | undefined,
): Promise<TypeReply | undefined> {
  if (signal?.aborted) return undefined
  // Sources cannot be a thread; under Vitest the program is a part of the tests.
  if (import.meta.url.endsWith('.ts')) {
    const { diagnose } = await import('./diagnose.ts')
    return diagnose(request)
  }
  const thread = new Worker(new URL('./diagnose-worker.js', import.meta.url), {
    workerData: request,
  })
  try {
    return await new Promise<TypeReply | undefined>((resolve, reject) => {
      signal?.addEventListener('abort', () => resolve(undefined))
      thread.on('message', resolve)
      thread.on('error', reject)
      thread.on('exit', (code) =>
        reject(new Error(`Unexpected end of the type check with ${code}, expected its answer`)),
      )
    })
  } finally {
    await thread.terminate()
  }
}
