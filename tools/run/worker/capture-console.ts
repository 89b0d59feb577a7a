import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { currentRun } from './current-run.ts'

/** Characters of output that are kept of one run. */
const limit = 65_536

/** Make `console` write into the run that calls it. */
export function captureConsole(): void {
  const sink = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      const run = currentRun.getStore()
      if (run && run.output.length < limit) run.output += String(chunk)
      done()
    },
  })
  globalThis.console = new Console({ stdout: sink, stderr: sink })
}
