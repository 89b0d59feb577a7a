import { replayCommand } from '../trace/replay.ts'
import type { Verb } from '../verb.ts'

/** `manproof replay`; it parses its own arguments, `--help` included. */
export const replay: Verb = {
  options: {},
  run: ({ args, io }) => replayCommand([...args], io),
}
