/**
 * A way to a hub: lines of text in both directions.
 *
 * The adapter knows no more than this, so that the same one serves spawned processes and a guest.
 */
export interface Transport {
  /** Send one line, without its end. */
  write(line: string): void
  /** Say who gets the lines; called once, before the first one can come. */
  listen(listener: TransportListener): void
  /** Whether an answer is awaited: only then does the connection keep this process alive. */
  hold(active: boolean): void
  /** End the world: resolves when the hub has cleaned up. */
  close(): Promise<void>
}

/** Receiver of a transport's events. */
export interface TransportListener {
  line(text: string): void
  /** The hub is gone; `reason` in plain words. */
  end(reason: string): void
}
