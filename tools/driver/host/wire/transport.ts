/** A connection to a hub, in a spawned process or a guest: lines of text in both directions. */
export interface Transport {
  /** Send one line, given without its newline. */
  write(line: string): void
  /** Set the receiver of lines; called once, before the first line can arrive. */
  listen(listener: TransportListener): void
  /** Set whether a reply is awaited: only then the connection keeps this process alive. */
  hold(active: boolean): void
  /** End the world; resolves when the hub has cleaned up. */
  close(): Promise<void>
}

/** Receiver of the events of a transport. */
export interface TransportListener {
  line(text: string): void
  /** The hub has ended, for `reason`. */
  end(reason: string): void
}
