import type { Worker } from 'node:worker_threads'
import type { Death } from './death.ts'
import { startWorker } from './start-worker.ts'
import { type Limits, watchProgress } from './watch-progress.ts'
import { type Reply, type Request, slots } from './worker/protocol.ts'

/** A worker under watch. */
export interface Supervised {
  readonly alive: boolean
  /** Offset of the last statement that the worker reached. */
  readonly at: number
  /** Resolves when the worker listens, or is dead. */
  readonly ready: Promise<void>
  /** Send a request and pass on replies until `isLast`, or until the worker dies. */
  ask(request: Request & { id: number }, ask: Ask): Promise<Death | undefined>
  /** Let the worker end by itself, then make it end. */
  close(): Promise<void>
}

/** What to do with replies. */
export interface Ask {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  onReply(reply: Reply): 'last' | undefined
}

/** Milliseconds between two looks. */
const lookMs = 50
/** Milliseconds that a live worker gets to dispose its worlds, or to close. */
const graceMs = 3_000

/** Start a worker and watch it; `onLate` gets what no request waits for. */
export function supervise(limits: Limits, onLate: (reply: Reply) => void): Supervised {
  const { thread, progress } = startWorker()
  const life = followLife(thread, limits)
  const { ready, grave, kill } = life
  let listener: ((reply: Reply) => void) | undefined
  thread.on('message', (reply: Reply) => {
    if (listener) listener(reply)
    else onLate(reply)
  })

  async function ask(request: Request & { id: number }, ask: Ask): Promise<Death | undefined> {
    await ready
    if (!life.alive) return grave
    const watch = watchProgress(progress, request.id, { ...limits, timeoutMs: ask.timeoutMs })
    const answered = new Promise<undefined>((resolve) => {
      listener = (reply) => {
        if (ask.onReply(reply) === 'last') resolve(undefined)
      }
    })
    const looking = setInterval(() => {
      const death = ask.signal?.aborted ? ({ kind: 'abort' } as const) : watch()
      if (!death) return
      clearInterval(looking)
      const isDeaf = death.kind === 'stall' || death.kind === 'memory'
      void (isDeaf ? kill(death) : abandon(thread).then(() => kill(death)))
    }, lookMs)
    thread.postMessage(request)
    const death = await Promise.race([answered, grave])
    clearInterval(looking)
    listener = undefined
    return death
  }

  async function close(): Promise<void> {
    await ready
    if (!life.alive) return
    thread.postMessage({ type: 'close' } satisfies Request)
    const timer = setTimeout(() => void kill({ kind: 'abort' }), graceMs)
    await grave
    clearTimeout(timer)
  }

  return {
    ready,
    ask,
    close,
    get alive() {
      return life.alive
    },
    get at() {
      return Atomics.load(progress, slots.at)
    },
  }
}

/** Birth and death of a thread. */
interface Life {
  readonly alive: boolean
  readonly ready: Promise<void>
  /** Resolves when the thread is dead, with the first cause. */
  readonly grave: Promise<Death>
  kill(death: Death): Promise<void>
}

function followLife(thread: Worker, limits: Limits): Life {
  let alive = true
  let bury: (death: Death) => void = () => undefined
  const grave = new Promise<Death>((resolve) => {
    bury = (death) => {
      alive = false
      resolve(death)
    }
  })
  const born = new Promise<void>((resolve) => {
    thread.once('message', () => resolve())
  })
  thread.on('error', (error: NodeJS.ErrnoException) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (isMemory) bury({ kind: 'memory', megabytes: limits.memoryMb })
    else bury({ kind: 'crash', message: String(error?.message ?? error) })
  })
  thread.on('exit', (code) => bury({ kind: 'exit', code }))
  return {
    ready: Promise.race([grave.then(() => undefined), born]),
    grave,
    kill: async (death) => {
      bury(death)
      await thread.terminate()
    },
    get alive() {
      return alive
    },
  }
}

async function abandon(thread: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, graceMs)
    thread.on('message', (reply: Reply) => {
      if (reply.type !== 'abandoned') return
      clearTimeout(timer)
      resolve()
    })
    thread.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    thread.postMessage({ type: 'abandon' } satisfies Request)
  })
}
