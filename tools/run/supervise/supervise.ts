import { inspect } from 'node:util'
import { type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads'
import { type Reply, type Request, slots } from '../worker/protocol.ts'
import type { Death } from './death.ts'
import { startWorker } from './start-worker.ts'
import { type Limits, watchProgress } from './watch-progress.ts'

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
/** Characters of the error of a crash. */
const longest = 2_000

/** Start a worker and watch it; `onLate` gets what no request waits for. */
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
      // No outcome or end counts that comes from here on.
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

/** Whose value a thread converts at this moment, and what to say where that does not end. */
interface Values {
  /** Id of the run whose value it is; undefined for none. */
  shownId(): number | undefined
  /** Say what a run died of: another value may keep the thread, which then goes to `onLate`. */
  blame(death: Death, id: number): Death
}

function watchValues(progress: Int32Array, onLate: (reply: Reply) => void): Values {
  const shownId = (): number | undefined => Atomics.load(progress, slots.showing) || undefined
  const blame = (death: Death, id: number): Death => {
    const shown = death.kind === 'stall' ? shownId() : undefined
    if (death.kind !== 'stall' || shown === undefined) return death
    if (shown === id) return { kind: 'showing', ms: death.ms }
    const unshown = `showing it does not end within ${death.ms} ms`
    onLate({ type: 'late', id: shown, error: { name: '', message: '', isError: false, unshown } })
    return { kind: 'blocked' }
  }
  return { shownId, blame }
}

/** Birth and death of a thread. */
interface Life {
  readonly alive: boolean
  readonly ready: Promise<void>
  /** Resolves when the thread is dead, with the first cause. */
  readonly grave: Promise<Death>
  kill(death: Death): Promise<void>
}

/** A thread, and what it is heard by. */
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
      // What it said before its end may still stand in the queue.
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

// What an example threw when nothing of ours listened any more.
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
