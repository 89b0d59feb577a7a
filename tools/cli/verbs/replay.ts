import { replayCommand } from '../trace/replay.ts'
import type { Verb } from '../verb.ts'

/** `manproof replay`; it reads its own words, `--help` included. */
export const replay: Verb = {
  options: {},
  run: ({ args, io }) => replayCommand([...args], io),
}
