import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { currentRun } from './current-run.ts'
import { sliceOf, toText } from './originals.ts'

/** Characters of output to keep for one run. */
const limit = 65_536

/** Make `console` write into the run that calls it. */
export function captureConsole(): void {
  const sink = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      const run = currentRun.getStore()
      const left = limit - (run?.output.length ?? 0)
      if (run && left > 0) run.output += sliceOf(toText(chunk), 0, left)
      done()
    },
  })
  globalThis.console = new Console({ stdout: sink, stderr: sink })
}
