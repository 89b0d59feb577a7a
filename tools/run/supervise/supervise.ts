import { inspect } from 'node:util'
import { type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads'
import { type Reply, type Request, slots } from '../worker/protocol.ts'
import type { Death } from './death.ts'
import { startWorker } from './start-worker.ts'
import { type Limits, watchProgress } from './watch-progress.ts'

/** A supervised worker. */
export interface Supervised {
  readonly alive: boolean
  /** Offset of the last statement that the worker reached. */
  readonly at: number
  /** Resolves when the worker listens or has died. */
  readonly ready: Promise<void>
  /** Send a request and pass on replies, up to the last one or until the worker dies. */
  ask(request: Request & { id: number }, ask: Ask): Promise<Death | undefined>
  /** Ask the worker to exit, and end it if it does not. */
  close(): Promise<void>
}

/** Limits of a request, and the receiver of its replies. */
export interface Ask {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  onReply(reply: Reply): 'last' | undefined
}

/** Milliseconds between two checks. */
const lookMs = 50
/** Milliseconds that a live worker gets to dispose its worlds, or to close. */
const graceMs = 3_000
/** Characters of a crash's error to keep. */
const longest = 2_000

/** Start a worker and watch it; `onLate` gets replies that no request waits for. */
export function supervise(limits: Limits, onLate: (reply: Reply) => void): Supervised {
  const { thread, port, progress, at } = startWorker()
  let listener: ((reply: Reply) => void) | undefined
  const hear = (reply: Reply): void => {
    if (listener) listener(reply)
    else onLate(reply)
  }
  port.on('message', hear)
  const life = followLife({ thread, port, hear }, limits)
  const { ready, grave, kill } = life
  const { shownId, blame } = watchValues(progress, onLate)

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
      // From here on, only errors count.
      listener = (reply) => void (reply.type === 'late' && ask.onReply(reply))
      if (death.kind === 'abort' || death.kind === 'timeout') {
        void abandon(thread, port).then(() => kill(death))
      } else void kill(blame(death, request.id))
    }, lookMs)
    port.postMessage(request)
    const death = await Promise.race([answered, grave])
    clearInterval(looking)
    listener = undefined
    return death
  }

  async function close(): Promise<void> {
    await ready
    if (!life.alive) return
    port.postMessage({ type: 'close' } satisfies Request)
    const timer = setTimeout(() => void kill(blame({ kind: 'stall', ms: graceMs }, 0)), graceMs)
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
      const isShowing = shownId() !== undefined
      return isShowing ? Atomics.load(progress, slots.shownAt) : Atomics.load(at, 0)
    },
  }
}

/** The value that a thread is converting, and whom to blame if that does not finish. */
interface Values {
  /** Id of the run that the value belongs to; `undefined` if there is none. */
  shownId(): number | undefined
  /** Name the cause of a run's death; if another run's value blocks it, that goes to `onLate`. */
  blame(death: Death, id: number): Death
}

function watchValues(progress: Int32Array, onLate: (reply: Reply) => void): Values {
  const shownId = (): number | undefined => Atomics.load(progress, slots.showing) || undefined
  const blame = (death: Death, id: number): Death => {
    const shown = death.kind === 'stall' ? shownId() : undefined
    if (death.kind !== 'stall' || shown === undefined) return death
    if (shown === id) return { kind: 'showing', ms: death.ms }
    const unshown = `showing it does not finish within ${death.ms} ms`
    onLate({ type: 'late', id: shown, error: { name: '', message: '', isError: false, unshown } })
    return { kind: 'blocked' }
  }
  return { shownId, blame }
}

/** Start and end of a thread. */
interface Life {
  readonly alive: boolean
  readonly ready: Promise<void>
  /** Resolves when the thread has died, with the first cause. */
  readonly grave: Promise<Death>
  kill(death: Death): Promise<void>
}

/** A thread, its port, and their listener. */
interface Ends {
  readonly thread: Worker
  readonly port: MessagePort
  hear(reply: Reply): void
}

function followLife({ thread, port, hear }: Ends, limits: Limits): Life {
  let alive = true
  let bury: (death: Death) => void = () => undefined
  const grave = new Promise<Death>((resolve) => {
    bury = (death) => {
      if (!alive) return
      alive = false
      // Its last replies can still be in the queue.
      for (let last = receiveMessageOnPort(port); last; last = receiveMessageOnPort(port)) {
        hear(last.message)
      }
      port.close()
      resolve(death)
    }
  })
  const born = new Promise<void>((resolve) => {
    port.once('message', () => resolve())
  })
  thread.on('error', (error: NodeJS.ErrnoException) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (isMemory) bury({ kind: 'memory', megabytes: limits.memoryMb })
    else bury({ kind: 'crash', message: textOf(error) })
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

// Text of what an example threw after our listeners were removed.
function textOf(error: unknown): string {
  const message: unknown = Object(error)['message']
  return (typeof message === 'string' ? message : inspect(error)).slice(0, longest)
}

async function abandon(thread: Worker, port: MessagePort): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, graceMs)
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    port.on('message', (reply: Reply) => {
      if (reply.type === 'abandoned') end()
    })
    thread.once('exit', end)
    port.postMessage({ type: 'abandon' } satisfies Request)
  })
}
