/** What has become of a call, looked at without waiting for it. */
export interface Observed {
  settled: boolean
  /** Whether it returned, once `settled`. */
  returned: boolean
  /** Result or error, once `settled`. */
  value: unknown
  /** Wait for it, which lets virtual time pass; never rejects. */
  wait(): Promise<void>
}

/**
 * Watch a call.
 *
 * `Promise.prototype.then` is used past the promise's own `then`, which on the simulator would
 * say that somebody waits and let virtual time run.
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
