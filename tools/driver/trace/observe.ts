/** Progress of a call, observed without awaiting it. */
export interface Observed {
  settled: boolean
  /** Whether it returned, once `settled`. */
  returned: boolean
  /** Result or error, once `settled`. */
  value: unknown
  /** Await the call, which lets virtual time pass; never rejects. */
  wait(): Promise<void>
}

/**
 * Observe a call.
 *
 * Uses `Promise.prototype.then`: the own `then` of a simulated call counts as waiting, and lets
 * virtual time pass.
 */
export function observe(call: Promise<unknown>): Observed {
  const observed: Observed = {
    settled: false,
    returned: false,
    value: undefined,
    wait: () => call.then(ignore, ignore),
  }
  const settle = (returned: boolean) => (value: unknown) => {
    Object.assign(observed, { settled: true, returned, value })
  }
  void Promise.prototype.then.call(call, settle(true), settle(false))
  return observed
}

function ignore(): void {}
