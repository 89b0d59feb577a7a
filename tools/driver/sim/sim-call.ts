/** Key of a method that returns the progress of a call without awaiting it. */
const peekKey = Symbol.for('manproof.peek')

interface Peek {
  readonly settled: boolean
  /** Why the call sleeps; absent if it does not. */
  readonly waitsFor?: string
}

/**
 * A system call in progress: a promise that reports when the program awaits it.
 *
 * `await` calls `then` on a subclass of `Promise`, which informs the world that the program waits
 * and virtual time can pass.
 */
export class SimCall<T> extends Promise<T> {
  // `then` returns an ordinary promise, not a call.
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  settled = false
  detail: string | undefined
  #resolve: (value: T) => void = () => {}
  #reject: (error: Error) => void = () => {}
  #onAwait: () => void = () => {}

  constructor(executor: (resolve: (value: T) => void, reject: (error: Error) => void) => void) {
    super(executor)
  }

  /** Create a call that has not settled. */
  static open(onAwait: (call: SimCall<unknown>) => void): SimCall<unknown> {
    let resolve: (value: unknown) => void = () => {}
    let reject: (error: Error) => void = () => {}
    const call = new SimCall<unknown>((onResolve, onReject) => {
      resolve = onResolve
      reject = onReject
    })
    call.#resolve = resolve
    call.#reject = reject
    call.#onAwait = () => onAwait(call)
    return call
  }

  succeed(value: T): void {
    this.settled = true
    this.#resolve(value)
  }

  fail(error: Error): void {
    this.settled = true
    this.#reject(error)
  }

  /** The call sleeps. The program may never await it, so a later failure is not unhandled. */
  sleep(detail: string): void {
    this.detail = detail
    void super.then(undefined, () => {})
  }

  /** Return the progress of the call; unlike `then`, this does not count as waiting. */
  peek(): Peek {
    const { settled, detail } = this
    return !settled && detail !== undefined ? { settled, waitsFor: detail } : { settled }
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise subclass overrides `then`, see above
  override then<A = T, B = never>(
    onResolve?: ((value: T) => A | PromiseLike<A>) | null,
    onReject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (!this.settled) this.#onAwait()
    return super.then(onResolve, onReject)
  }
}

Object.defineProperty(SimCall.prototype, peekKey, { value: SimCall.prototype.peek })
