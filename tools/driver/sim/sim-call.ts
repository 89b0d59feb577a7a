/** Key of a method that tells whether a call has settled, without waiting for it. */
export const peekKey: unique symbol = Symbol.for('manproof.peek')

/** What a look at a call shows. */
export interface Peek {
  readonly settled: boolean
  /** Why the call sleeps, while it does. */
  readonly waitsFor?: string
}

/**
 * A system call under way: a promise that knows whether somebody waits for it.
 *
 * `await` calls `then`, and only on a subclass of `Promise`; that is how the world learns that
 * the program stands still and that virtual time may run.
 */
export class SimCall<T> extends Promise<T> {
  // `then` makes ordinary promises: what follows a call is not a call.
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

  /** A call that has neither returned nor been refused yet. */
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

  /** The call returned. */
  succeed(value: T): void {
    this.settled = true
    this.#resolve(value)
  }

  /** The call was refused, or will never return. */
  fail(error: Error): void {
    this.settled = true
    this.#reject(error)
  }

  /**
   * The call sleeps. Nobody has to wait for a sleeping call, so that one which is refused later
   * is no unhandled rejection.
   */
  sleep(detail: string): void {
    this.detail = detail
    void super.then(undefined, () => {})
  }

  /** Say how far the call is; unlike `then`, this does not count as waiting. */
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
