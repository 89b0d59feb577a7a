import type { Transport } from './transport.ts'

/** Reply of the actor program to a request. */
export type Reply =
  | { readonly result: unknown; readonly woken?: true }
  | { readonly errno: number; readonly code: string; readonly woken?: true }
  | { readonly fault: number }
  | { readonly killed: number }
  | { readonly exited: number }
  | { readonly gone: true }
  | { readonly malformed: string }

/** Event of an actor or of the hub. */
export type HubEvent =
  | {
      readonly signal: number
      readonly code: number
      readonly fd?: number
      readonly handled?: true
    }
  | { readonly began: string }
  | { readonly received: number }
  | { readonly killed: number }
  | { readonly exited: number }
  | { readonly handler: number; readonly call?: string }
  /** The hub waits for other worlds, or has stopped waiting. */
  | { readonly waiting: boolean }

interface Line {
  readonly actor: number
  readonly id?: number
  readonly ready?: string
  readonly failed?: string
}

/** A connection to a hub: requests with answers, and events. */
export interface Hub {
  readonly directory: string
  /** Send a request to an actor, 0 for the hub. */
  ask(
    actor: number,
    call: string,
    words?: readonly string[],
    /** Called with the number of the request on the wire. */
    sent?: (request: number) => void,
  ): Promise<Reply>
  /** Keep this process alive until `event` settles, as `ask` does for a reply. */
  during<T>(event: Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Connect to a hub, and wait for its first message.
 *
 * @param onEvent
 *   Called in the order in which the hub saw the events, before any later reply.
 * @throws {Error}
 *   If the hub fails to start.
 */
export function connectHub(
  transport: Transport,
  onEvent: (actor: number, event: HubEvent) => void,
): Promise<Hub> {
  const link: Link = { transport, waiting: new Map(), hold: holder(transport) }
  const { waiting, hold } = link
  return new Promise((resolve, reject) => {
    const hub = (directory: string): Hub => ({
      directory,
      ask: asker(link),
      during: (event) => {
        hold(1)
        return event.finally(() => hold(-1))
      },
      close: () => transport.close(),
    })
    hold(1)
    transport.listen({
      line: (text) => {
        const line = JSON.parse(text) as Line
        if (line.ready !== undefined) {
          hold(-1)
          resolve(hub(Buffer.from(line.ready, 'hex').toString()))
        } else if (line.failed !== undefined) {
          reject(new Error(`Cannot start a world: ${line.failed}`))
        } else {
          deliver(line, waiting, onEvent)
        }
      },
      end: (reason) => {
        const error = new Error(`Cannot reach the actor program: ${reason}`)
        reject(error)
        link.gone = error
        onEvent(0, { waiting: false })
        for (const { fail } of waiting.values()) fail(error)
        waiting.clear()
      },
    })
  })
}

interface Waiting {
  readonly actor: number
  answer(reply: Reply): void
  fail(error: Error): void
}

interface Link {
  readonly transport: Transport
  readonly waiting: Map<number, Waiting>
  readonly hold: (change: number) => void
  /** Why no more replies will come. */
  gone?: Error
}

// An open world without pending requests does not keep a program from exiting.
function holder(transport: Transport): (change: number) => void {
  let count = 0
  return (change) => {
    const before = count
    count += change
    if (before === 0 || count === 0) transport.hold(count > 0)
  }
}

function asker(link: Link): Hub['ask'] {
  const { transport, waiting, hold } = link
  let last = 0
  return (actor, call, words = [], sent = () => {}) =>
    new Promise((resolve, reject) => {
      if (link.gone !== undefined) throw link.gone
      const id = ++last
      const answer = (reply: Reply): void => {
        hold(-1)
        resolve(reply)
      }
      const fail = (error: Error): void => {
        hold(-1)
        reject(error)
      }
      hold(1)
      waiting.set(id, { actor, answer, fail })
      sent(id)
      transport.write([actor, id, call, ...words].join(' '))
    })
}

function deliver(
  line: Line,
  waiting: Map<number, Waiting>,
  onEvent: (actor: number, event: HubEvent) => void,
): void {
  if (line.id !== undefined) {
    waiting.get(line.id)?.answer(line as unknown as Reply)
    waiting.delete(line.id)
    return
  }
  const event = line as unknown as HubEvent
  onEvent(line.actor, event)
  if (!('killed' in event || 'exited' in event)) return
  for (const [id, { actor, answer }] of waiting) {
    if (actor !== line.actor) continue
    waiting.delete(id)
    answer(event)
  }
}
